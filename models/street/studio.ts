import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { chromiumFlags } from '../../src/cli/chromium/flags.ts';
import type { StreetOptions } from '../../src/protocol/street.ts';
import type {} from './harness.ts';

export interface StudioFrame {
  readonly jpeg: Uint8Array;
  /** height × width class ids. */
  readonly labels: Uint8Array;
  /** height × width: 0 or the id of the thing that a pixel belongs to. */
  readonly instances: Uint16Array;
  readonly milliseconds: number;
}

export interface Studio {
  open(options: StreetOptions): Promise<void>;
  frame(seconds: number): Promise<StudioFrame>;
  close(): Promise<void>;
}

/** The street in a headless browser. `CHROME_PATH` names the browser; otherwise an installed one. */
export async function openStudio(): Promise<Studio> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    cacheDir: join(tmpdir(), 'perpixel-street-vite'),
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    optimizeDeps: { include: ['three', 'comlink'] },
  });
  await server.listen();
  const browser = await chromium.launch({
    executablePath: findChromium(),
    // in software, so that the picture is the same on every machine
    args: chromiumFlags({ graphics: 'webgl' }),
  });
  const page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') console.error(message.text());
  });
  page.on('pageerror', (error) => {
    console.error(error.message);
  });
  await page.goto(`${server.resolvedUrls?.local[0] ?? ''}models/street/harness.html`);
  await page.waitForFunction(() => 'harness' in window);
  return {
    open: (options) => page.evaluate((given) => window.harness.open(given), options),
    async frame(seconds) {
      const frame = await page.evaluate((at) => window.harness.frame(at), seconds);
      const instances = new Uint16Array(Uint8Array.from(bytes(frame.instances)).buffer);
      return { jpeg: bytes(frame.jpeg), labels: bytes(frame.labels), instances, milliseconds: frame.milliseconds };
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

function bytes(base64: string): Uint8Array {
  return Buffer.from(base64, 'base64');
}
