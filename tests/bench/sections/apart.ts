import { goldenPicture } from '../../fixtures/golden/picture.ts';
import { withBrowser, withPage } from '../page.ts';
import { compare } from '../ratio.ts';
import { ratioRow, type Section } from '../row.ts';

const ROUNDS = 40;
const BAR = 1.25;

/** What things apart cost: `segment()` of a 640 × 360 frame with `driving` and its heads against its labels alone, taking turns. */
export async function benchApart(): Promise<Section> {
  const { apart, labels } = await withBrowser((browser) =>
    withPage(browser, 1, (page) => page.evaluate(runRounds, { picture: Array.from(goldenPicture()), rounds: ROUNDS })),
  );
  const name = 'segment() 640×360, driving, 1 thread, with instances / labels alone';
  const comparison = compare(name, apart, labels);
  return { rows: [ratioRow(comparison, BAR)], results: comparison };
}

/** In the page. */
async function runRounds(input: { picture: number[]; rounds: number }) {
  const library = '/site/lib/perpixel.js';
  const perpixel = (await import(library)) as typeof import('../../../src/perpixel.ts');
  const segmenter = await perpixel.createSegmenter({ model: 'driving', backend: 'wasm' });
  const source = new OffscreenCanvas(256, 256);
  source.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(input.picture), 256, 256), 0, 0);
  const canvas = new OffscreenCanvas(640, 360);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(source, 0, 0, 640, 360);
  const frame = context?.getImageData(0, 0, 640, 360) ?? new ImageData(640, 360);
  const apart: number[] = [];
  const labels: number[] = [];
  for (let round = -5; round < input.rounds; round += 1) {
    let start = performance.now();
    await segmenter.segment(frame, { outputs: ['instances'] });
    const own = performance.now() - start;
    start = performance.now();
    await segmenter.segment(frame);
    const alone = performance.now() - start;
    if (round < 0) continue;
    apart.push(own);
    labels.push(alone);
  }
  segmenter.close();
  return { apart, labels };
}
