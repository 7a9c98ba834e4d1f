import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { findFirefox } from '../../firefox/find.ts';
import { FIREFOX_PREFS } from '../../firefox/prefs.ts';
import { undisturbed } from '../../firefox/undisturbed.ts';
import { Downloads } from './downloads.ts';
import type { Taken, Target, Visit } from './visit.ts';

/** Firefox on a display, which it needs for WebGL; by Puppeteer, as Playwright lets it write no files. */
export async function openFirefox(env: Record<string, string>): Promise<Visit> {
  const executablePath = findFirefox();
  if (!executablePath) throw new Error('There is no Firefox. Install “firefox-esr”, or set FIREFOX_PATH.');
  const home = await mkdtemp(join(tmpdir(), 'perpixel-firefox-'));
  const downloads = await Downloads.in(home);
  const browser = await launch({
    browser: 'firefox',
    protocol: 'webDriverBiDi',
    executablePath: undisturbed(executablePath),
    headless: false,
    env: { ...process.env, ...env },
    defaultViewport: { width: 1280, height: 800 },
    extraPrefsFirefox: {
      ...FIREFOX_PREFS,
      'browser.download.dir': downloads.folder,
      'browser.download.folderList': 2,
      'browser.download.useDownloadDir': true,
      'media.autoplay.default': 0,
    },
  });
  try {
    return new FirefoxVisit(browser, await browser.newPage(), downloads, home, await browser.version());
  } catch (error) {
    await browser.close();
    throw error;
  }
}

class FirefoxVisit implements Visit {
  readonly complaints: string[] = [];
  readonly version: string;

  constructor(
    private readonly browser: Browser,
    private readonly page: Page,
    private readonly downloads: Downloads,
    private readonly home: string,
    version: string,
  ) {
    this.version = version.replace(/^firefox\//, '');
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address, { waitUntil: 'load' });
    // what the scripts' loader names functions with
    await this.page.evaluate('globalThis.__name = (named) => named');
  }

  async run<R, G>(look: (given: G) => R | Promise<R>, given: G): Promise<R> {
    return (await this.page.evaluate(look as (given: unknown) => unknown, given)) as R;
  }

  async click(target: Target): Promise<void> {
    const element = await this.#element(target);
    await element.click();
  }

  async choose(css: string, files: readonly string[]): Promise<void> {
    const element = (await this.#element({ css })) as ElementHandle<HTMLInputElement>;
    await element.uploadFile(...files);
  }

  take(act: () => Promise<void>): Promise<Taken> {
    return this.downloads.take(act);
  }

  async picture(): Promise<Buffer> {
    return Buffer.from(await this.page.screenshot());
  }

  async close(): Promise<void> {
    await this.browser.close();
    await rm(this.home, { recursive: true, force: true });
  }

  async #element({ css, text }: Target): Promise<ElementHandle> {
    const found = await this.page.waitForSelector(text === undefined ? `>>> ${css}` : `>>> ${css} ::-p-text(${text})`);
    if (!found) throw new Error(`There is no ${css}.`);
    return found;
  }
}
