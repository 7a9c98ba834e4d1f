import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright';
import { chromiumFlags, type Machine } from '../../src/cli/chromium/flags.ts';
import { findChromium } from '../../src/cli/chromium/find.ts';

/** A browser whose window can be hidden as a visitor's: Playwright's own pages are seen whatever happens. */
export class HidingBrowser {
  readonly #saved: string[] = [];

  static async open(machine: Machine, folder: string): Promise<HidingBrowser> {
    const port = await freePort();
    const process = await chromium.launch({
      executablePath: findChromium(),
      args: [...chromiumFlags(machine), `--remote-debugging-port=${port}`, '--window-size=1000,800'],
    });
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
    const page = await browser.contexts()[0]!.newPage();
    const [own, all] = [await page.context().newCDPSession(page), await browser.newBrowserCDPSession()];
    await all.send('Browser.setDownloadBehavior', {
      behavior: 'allowAndName',
      downloadPath: folder,
      eventsEnabled: true,
    });
    return new HidingBrowser(process, page, own, all, folder);
  }

  private constructor(
    private readonly process: Browser,
    readonly page: Page,
    private readonly cdp: CDPSession,
    all: CDPSession,
    folder: string,
  ) {
    all.on('Browser.downloadProgress', ({ guid, state }) => {
      if (state === 'completed') this.#saved.push(join(folder, guid));
    });
  }

  get version(): string {
    return this.process.version();
  }

  /** Nobody sees the page meanwhile. @returns whether the page itself says so */
  async hide(meanwhile: () => Promise<void>): Promise<boolean> {
    await this.#window('minimized');
    await meanwhile();
    const hidden = await this.page.evaluate(() => document.visibilityState === 'hidden');
    await this.#window('normal');
    return hidden;
  }

  /** Path of the next file that the page has saved. */
  async saved(): Promise<string> {
    for (let waited = 0; waited < 600; waited += 1) {
      const path = this.#saved.shift();
      if (path) return path;
      await this.page.waitForTimeout(100);
    }
    throw new Error('Nothing was saved within a minute.');
  }

  close(): Promise<void> {
    return this.process.close();
  }

  async #window(windowState: 'minimized' | 'normal'): Promise<void> {
    const { windowId } = await this.cdp.send('Browser.getWindowForTarget');
    await this.cdp.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
