import { goldenPicture } from '../../fixtures/golden/picture.ts';
import { withBrowser, withPage } from '../page.ts';
import { compare } from '../ratio.ts';
import { ratioRow, type Section } from '../row.ts';

const SIZES = [
  { width: 640, height: 480 },
  { width: 1920, height: 1080 },
];
const ROUNDS = 40;
const BAR = 3;

const MAPS = ['confidence', 'entropy', 'probabilities'] as const;

/**
 * What a map adds to `segment()`, at the frame's own size, against a plain copy of as many bytes into a new array: a call with it
 * and one without take turns, and of the difference the median counts.
 */
export async function benchCopies(): Promise<Section> {
  const all = await withBrowser((browser) =>
    withPage(browser, 1, (page) =>
      page.evaluate(runCopies, { picture: Array.from(goldenPicture()), rounds: ROUNDS, sizes: SIZES, maps: MAPS }),
    ),
  );
  const comparisons = all.map(({ map, added, copied, width, height }) =>
    compare(`${map} map ${width}×${height}, what it adds to a call, 1 thread / a copy of its bytes`, added, copied),
  );
  return { rows: comparisons.map((each) => ratioRow(each, BAR)), results: comparisons };
}

interface Copies {
  readonly picture: number[];
  readonly rounds: number;
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
  readonly maps: typeof MAPS;
}

/** In the page. */
async function runCopies({ picture, rounds, sizes, maps }: Copies) {
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
    for (const map of maps) all.push({ map, width, height, ...(await run(frame, map)) });
    frame.close();
  }
  segmenter.close();
  return all;

  async function run(frame: VideoFrame, map: (typeof maps)[number]) {
    const [added, copied]: [number[], number[]] = [[], []];
    let kept = new Float32Array();
    for (let round = -8; round < rounds; round += 1) {
      let start = performance.now();
      await segmenter.segment(frame);
      const without = performance.now() - start;
      start = performance.now();
      const { [map]: values } = await segmenter.segment(frame, { outputs: ['labelMap', map] });
      const beside = performance.now() - start;
      if (!values) throw new Error(`there is no ${map} map`);
      start = performance.now();
      // several, as the clock of a page that is not isolated is coarse
      for (let copies = 0; copies < COPIES; copies += 1) kept = values.slice();
      const copy = (performance.now() - start) / COPIES;
      if (kept.length !== values.length) throw new Error('the copy is of another size');
      if (round < 0) continue;
      added.push(beside - without);
      copied.push(copy);
      await new Promise((resolve) => setTimeout(resolve));
    }
    return { added, copied };
  }
}
