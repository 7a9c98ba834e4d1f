import type { Browser } from 'playwright';
import { goldenPicture } from '../../fixtures/golden/picture.ts';
import { ISOLATION } from '../../../src/cli/serve/isolation.ts';
import { serve } from '../../../src/cli/serve/serve-folders.ts';
import { FOLDERS, withBrowser } from '../page.ts';
import { compare, median } from '../ratio.ts';
import { ratioRow, type Section } from '../row.ts';

const ROUNDS = 15;
const BAR = 0.85;
/** Kilobytes that the library, its worker, runtime and model took up to the first label at 6900c80, before LiteRT came. */
const BYTES = 4285;

/**
 * From the import of the library to the first label map, with an empty cache, against tasks-vision on the CPU. Scripts,
 * wasm and models come compressed from one server.
 */
export async function benchCold(): Promise<Section> {
  const serving = await serve(FOLDERS, ISOLATION, true);
  try {
    const ours: number[] = [];
    const peer: number[] = [];
    const bytes: number[] = [];
    await withBrowser(async (browser) => {
      // the first rounds compress the files and warm the machine's own caches
      for (let round = -2; round < ROUNDS; round += 1) {
        const before = serving.sent();
        const own = await load(browser, serving.origin, labelOurs);
        const between = serving.sent();
        const other = await load(browser, serving.origin, labelTheirs);
        if (round < 0) continue;
        ours.push(own);
        peer.push(other);
        bytes.push(between - before);
      }
    });
    const comparison = compare('cold load to the first label, compressed / tasks-vision', ours, peer);
    const kilobytes = median(bytes) / 1000;
    const wire = {
      what: 'bytes on the wire of that',
      figure: `${kilobytes.toFixed(0)} kB`,
      detail: `as Brotli, quality 5; ${BYTES} kB before LiteRT came`,
      bar: `≤ ${BYTES} kB`,
      met: kilobytes <= BYTES,
    };
    return { rows: [ratioRow(comparison, BAR), wire], results: { ...comparison, kilobytes } };
  } finally {
    serving.close();
  }
}

/** Milliseconds in a context of its own, whose cache is empty. */
async function load(browser: Browser, origin: string, label: (picture: number[]) => Promise<number>): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(origin);
    return await page.evaluate(label, Array.from(goldenPicture()));
  } finally {
    await context.close();
  }
}

/** In the page. */
async function labelOurs(picture: number[]): Promise<number> {
  const frame = new ImageData(new Uint8ClampedArray(picture), 256, 256);
  const start = performance.now();
  const library = '/site/lib/perpixel.js';
  const { createSegmenter } = (await import(library)) as typeof import('../../../src/perpixel.ts');
  const segmenter = await createSegmenter({ model: 'selfie' });
  const { labelMap } = await segmenter.segment(frame);
  const time = performance.now() - start;
  if (!labelMap.includes(1)) throw new Error('nobody was labelled');
  return time;
}

/** In the page. */
async function labelTheirs(picture: number[]): Promise<number> {
  const frame = new ImageData(new Uint8ClampedArray(picture), 256, 256);
  const start = performance.now();
  const library = '/vision/vision_bundle.mjs';
  const vision = (await import(library)) as typeof import('@mediapipe/tasks-vision');
  const segmenter = await vision.ImageSegmenter.createFromOptions(
    await vision.FilesetResolver.forVisionTasks('/vision/wasm'),
    {
      baseOptions: { modelAssetPath: '/model/mediapipe/models/selfie_segmenter.tflite', delegate: 'CPU' },
      runningMode: 'IMAGE',
      outputConfidenceMasks: true,
      outputCategoryMask: false,
    },
  );
  const mask = segmenter.segment(frame).confidenceMasks?.at(-1)?.getAsFloat32Array() ?? new Float32Array();
  const time = performance.now() - start;
  if (!mask.some((share) => share > 0.5)) throw new Error('nobody was labelled');
  return time;
}
