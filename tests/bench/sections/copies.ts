import { goldenPicture } from '../../fixtures/golden/picture.ts';
import { withBrowser, withPage } from '../page.ts';
import { compare } from '../ratio.ts';
import { ratioRow, type Section } from '../row.ts';

const SIZES = [
  { width: 640, height: 480 },
  { width: 1920, height: 1080 },
];
const ROUNDS = 60;
const BAR = 3;

/**
 * What the confidence map adds to `segment()`, at the frame's own size, against a plain copy of as many bytes into a new array: a call with it
 * and one without take turns, and of the difference the median counts.
 */
export async function benchCopies(): Promise<Section> {
  const all = await withBrowser((browser) =>
    withPage(browser, 1, (page) =>
      page.evaluate(runCopies, { picture: Array.from(goldenPicture()), rounds: ROUNDS, sizes: SIZES }),
    ),
  );
  const comparisons = all.map(({ added, copied, width, height }) =>
    compare(`confidence map ${width}×${height}, what it adds to a call, 1 thread / a copy of its bytes`, added, copied),
  );
  return { rows: comparisons.map((each) => ratioRow(each, BAR)), results: comparisons };
}

interface Copies {
  readonly picture: number[];
  readonly rounds: number;
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
}

/** In the page. */
async function runCopies({ picture, rounds, sizes }: Copies) {
  const COPIES = 4;
  const library = '/site/lib/perpixel.js';
  const perpixel = (await import(library)) as typeof import('../../../src/perpixel.ts');
  const { segmenter } = await globalThis.opensTuned(perpixel, 'selfie');
  const source = new OffscreenCanvas(256, 256);
  source.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(picture), 256, 256), 0, 0);
  const all = [];
  for (const { width, height } of sizes) {
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    context.drawImage(source, 0, 0, width, height);
    const pixels = context.getImageData(0, 0, width, height).data;
    const frame = new VideoFrame(pixels, { format: 'RGBX', codedWidth: width, codedHeight: height, timestamp: 0 });
    const [added, copied]: [number[], number[]] = [[], []];
    let kept = new Float32Array(width * height);
    for (let round = -8; round < rounds; round += 1) {
      let start = performance.now();
      await segmenter.segment(frame);
      const without = performance.now() - start;
      start = performance.now();
      const { confidence } = await segmenter.segment(frame, { outputs: ['labelMap', 'confidence'] });
      const beside = performance.now() - start;
      if (!confidence) throw new Error('there is no confidence map');
      start = performance.now();
      // several, as the clock of a page that is not isolated is coarse
      for (let copies = 0; copies < COPIES; copies += 1) kept = confidence.slice();
      const copy = (performance.now() - start) / COPIES;
      if (round < 0) continue;
      added.push(beside - without);
      copied.push(copy);
      await new Promise((resolve) => setTimeout(resolve));
    }
    if (kept.length !== width * height) throw new Error('the copy is of another size');
    frame.close();
    all.push({ added, copied, width, height });
  }
  segmenter.close();
  return all;
}
