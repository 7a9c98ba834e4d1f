import { readFile } from 'node:fs/promises';
import { chromium, type Browser, type Page } from 'playwright';
import { findChromium } from '../../../src/cli/chromium/find.ts';
import { flags } from '../../chromium/flags.ts';
import type { Target, Taken, Visit } from './visit.ts';

const VIEWPORT = { width: 1280, height: 800 };

/** Takes away pickers that no driver can operate, and knows what the scripts' loader names functions with. */
const PREPARED = `
  globalThis.__name = (named) => named;
  delete globalThis.showOpenFilePicker;
  delete globalThis.showSaveFilePicker;
`;

export async function openChromium(film: string, webgl: boolean): Promise<Visit> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: await flags({ camera: film, graphics: webgl ? 'webgl' : 'none' }),
  });
  return ChromiumVisit.begin(browser);
}

class ChromiumVisit implements Visit {
  readonly complaints: string[] = [];

  static async begin(browser: Browser): Promise<ChromiumVisit> {
    try {
      const context = await browser.newContext({ viewport: VIEWPORT, acceptDownloads: true });
      await context.addInitScript(PREPARED);
      return new ChromiumVisit(browser, await context.newPage());
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
