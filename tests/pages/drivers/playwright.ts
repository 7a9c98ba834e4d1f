import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { chromium, firefox, type Browser, type Page } from 'playwright';
import { findChromium } from '../../chromium/find.ts';
import { flags } from '../../chromium/flags.ts';
import type { Target, Taken, Visit } from './visit.ts';

const VIEWPORT = { width: 1280, height: 800 };
const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/** Takes away pickers that no driver can operate, and knows what the scripts' loader names functions with. */
const PREPARED = `
  globalThis.__name = (named) => named;
  delete globalThis.showOpenFilePicker;
  delete globalThis.showSaveFilePicker;
`;

export async function openChromium(film: string): Promise<Visit> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: await flags({ camera: film, graphics: 'webgl' }),
  });
  return PlaywrightVisit.begin(browser);
}

export async function openFirefox(env: Record<string, string>): Promise<Visit> {
  const named = process.env['FIREFOX_PATH'];
  const executablePath = named ?? FIREFOX.find((path) => existsSync(path));
  if (!executablePath) throw new Error('There is no Firefox. Install “firefox-esr”, or set FIREFOX_PATH.');
  const browser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath,
    headless: false,
    env: { ...(process.env as Record<string, string>), ...env },
    firefoxUserPrefs: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.autoplay.default': 0,
      'browser.cache.disk.enable': true,
    },
  });
  return PlaywrightVisit.begin(browser);
}

class PlaywrightVisit implements Visit {
  readonly complaints: string[] = [];

  static async begin(browser: Browser): Promise<PlaywrightVisit> {
    try {
      const context = await browser.newContext({ viewport: VIEWPORT, acceptDownloads: true });
      await context.addInitScript(PREPARED);
      return new PlaywrightVisit(browser, await context.newPage());
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
  ) {
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  get version(): string {
    return this.browser.version();
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address, { waitUntil: 'load' });
  }

  run<R, G>(look: (given: G) => R | Promise<R>, given: G): Promise<R> {
    return this.page.evaluate(look as (given: unknown) => R | Promise<R>, given as unknown);
  }

  async click({ css, text }: Target): Promise<void> {
    const all = this.page.locator(css);
    await (text === undefined ? all : all.filter({ hasText: text })).first().click();
  }

  async choose(css: string, files: readonly string[]): Promise<void> {
    await this.page
      .locator(css)
      .first()
      .setInputFiles([...files]);
  }

  async take(act: () => Promise<void>): Promise<Taken> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), act()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  picture(): Promise<Buffer> {
    return this.page.screenshot();
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
