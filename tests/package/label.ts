import type { Browser, Page } from 'playwright';
import type { Segmenter } from '../../src/index.ts';
import type { Uses } from './app.ts';
import { FIELDS, pixels } from './picture.ts';

declare global {
  /** Of an app that uses one. */
  var segmenter: Promise<Segmenter> | undefined;
}

export interface Labelled {
  readonly isolated: boolean;
  /** What the product says about how it runs. */
  readonly how: string;
}

const LIMIT_MS = 60_000;

/**
 * Opens a built app and has a picture labelled whose labels are known.
 * @throws Error that says what the page said where they are others, or none come
 */
export async function label(browser: Browser, address: string, uses: Uses): Promise<Labelled> {
  const context = await browser.newContext({ viewport: { width: 400, height: 400 }, reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(address);
    try {
      const { found, how } = await (uses === 'segmenter' ? bySegmenter(page) : byElement(page));
      const [is, expected] = [found.join(' '), FIELDS.map(({ id }) => id).join(' ')];
      if (is !== expected) throw new Error(`labels ${is}, not ${expected}`);
      return { isolated: await page.evaluate(() => crossOriginIsolated), how };
    } catch (error) {
      throw new Error([error instanceof Error ? error.message : String(error), ...complaints].join('\n'), {
        cause: error,
      });
    }
  } finally {
    await context.close();
  }
}

interface Found {
  /** The class at each field's middle. */
  readonly found: readonly number[];
  readonly how: string;
}

async function bySegmenter(page: Page): Promise<Found> {
  await page.waitForFunction(() => globalThis.segmenter !== undefined, null, { timeout: LIMIT_MS });
  return page.evaluate(
    async ({ fields, data }) => {
      const segmenter = await globalThis.segmenter;
      if (!segmenter) throw new Error('The app has made no segmenter.');
      const frame = new ImageData(Uint8ClampedArray.from(data), 64, 64);
      const { labelMap, width } = await segmenter.segment(frame);
      const found = fields.map(({ x, y }) => labelMap[y * width + x] ?? -1);
      const how = segmenter.reason;
      segmenter.close();
      return { found, how };
    },
    { fields: FIELDS, data: pixels() },
  );
}

/** By what is seen: each class in its colour, which is none of the picture's. */
async function byElement(page: Page): Promise<Found> {
  await page.waitForFunction(() => (document.querySelector('per-pixel')?.stats?.().frames ?? 0) > 0, null, {
    timeout: LIMIT_MS,
  });
  return page.evaluate(async (fields) => {
    const viewer = document.querySelector('per-pixel');
    if (!viewer) throw new Error('There is no <per-pixel>.');
    const bitmap = await createImageBitmap(await viewer.snapshot());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const found = fields.map(({ x, y }) => {
      const seen = context?.getImageData(x, y, 1, 1).data ?? [];
      return fields.findIndex(({ drawn }) => drawn.every((part, at) => Math.abs(part - (seen[at] ?? 0)) < 12));
    });
    return { found, how: viewer.stats().backend };
  }, FIELDS);
}
