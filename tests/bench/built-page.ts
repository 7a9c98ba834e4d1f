import { chromium, type Page } from 'playwright';
import { preview } from 'vite';
import { chromiumFlags, type Graphics, type Machine } from '../../src/cli/chromium/flags.ts';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { FUNCTION_NAMES } from '../chromium/function-names.ts';
import { writeFakeCamera, type FakeCamera } from '../e2e/fake-camera.ts';

interface BuiltPage {
  /** What its camera films. */
  readonly film: FakeCamera;
  readonly graphics?: Graphics;
  /** Default: graphics. */
  readonly compositing?: Machine['compositing'];
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A page in a browser of its own, before the built site, whose address `run` gets, is opened in it. */
export async function withBuiltPage<T>(
  { film, graphics = 'webgl', compositing = 'graphics', viewport = { width: 1280, height: 800 } }: BuiltPage,
  run: (page: Page, site: string) => Promise<T>,
): Promise<T> {
  const camera = await writeFakeCamera(film);
  const server = await preview({ preview: { port: 0, strictPort: false }, logLevel: 'error' });
  try {
    const browser = await chromium.launch({
      executablePath: findChromium(),
      args: chromiumFlags({ camera, graphics, compositing }),
    });
    try {
      const page = await browser.newPage({ viewport });
      await page.addInitScript(FUNCTION_NAMES);
      return await run(page, server.resolvedUrls?.local[0] ?? '');
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}
