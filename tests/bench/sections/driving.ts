import { goldenPicture } from '../../fixtures/golden/picture.ts';
import { withBrowser, withPage } from '../page.ts';
import { compare } from '../ratio.ts';
import { ratioRow, threadsOf, type Section } from '../row.ts';

const ROUNDS = 25;
const PAUSE_MS = 40;
const BARS = { 1: 0.65, 2: 0.8 } as const;

/**
 * The inference stage of `segment()` with `driving` in LiteRT at the model's own 512 × 288 against ONNX Runtime Web's WASM by itself on the same file,
 * taking turns: what it took before there was another runtime. Both times end when the output is in JavaScript's hands.
 */
export async function benchDriving(): Promise<Section> {
  const comparisons = [];
  for (const threads of [1, 2] as const) {
    const { ours, peer } = await withBrowser((browser) =>
      withPage(browser, threads, (page) =>
        page.evaluate(runInference, { picture: Array.from(goldenPicture()), rounds: ROUNDS, threads, pause: PAUSE_MS }),
      ),
    );
    const name = `inference of driving 512×288 in LiteRT, ${threadsOf(threads)} / ONNX Runtime Web 1.30, wasm`;
    comparisons.push({ ...compare(name, ours, peer), threads });
  }
  return { rows: comparisons.map((each) => ratioRow(each, BARS[each.threads])), results: comparisons };
}

interface Rounds {
  readonly picture: number[];
  readonly rounds: number;
  readonly threads: 1 | 2;
  /** Milliseconds between the two. */
  readonly pause: number;
}

/** In the page. */
async function runInference({ picture, rounds, threads, pause }: Rounds) {
  if (crossOriginIsolated !== threads > 1) throw new Error('The page is not isolated as this run needs it.');
  const [library, bundle] = ['/site/lib/perpixel.js', '/ort/ort.wasm.min.mjs'];
  const perpixel = (await import(library)) as typeof import('../../../src/perpixel.ts');
  const ort = (await import(bundle)) as typeof import('onnxruntime-web');
  ort.env.wasm.wasmPaths = '/ort/';
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = 'error';
  const session = await ort.InferenceSession.create('/site/lib/models/driving.onnx', { executionProviders: ['wasm'] });
  const input = session.inputMetadata[0]!;
  if (!input.isTensor) throw new Error('The model has no tensor as its input.');
  const shape = input.shape.map((size) => (typeof size === 'number' && size > 0 ? size : 1));
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1)).map((_, i) => ((i * 31) % 255) / 127.5 - 1);
  const segmenter = await perpixel.createSegmenter({ model: 'driving', backend: 'wasm', runtime: 'litert' });
  const source = new OffscreenCanvas(256, 256);
  source.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(picture), 256, 256), 0, 0);
  const context = new OffscreenCanvas(512, 288).getContext('2d', { willReadFrequently: true })!;
  context.drawImage(source, 0, 0, 512, 288);
  const frame = context.getImageData(0, 0, 512, 288);
  const [ours, peer]: [number[], number[]] = [[], []];
  for (let round = -3; round < rounds; round += 1) {
    const { timings } = await segmenter.segment(frame);
    const start = performance.now();
    await session.run({ [input.name]: new ort.Tensor('float32', values, shape) });
    const other = performance.now() - start;
    // its threads look for more work for a while
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (round < 0) continue;
    ours.push(timings.inference);
    peer.push(other);
  }
  segmenter.close();
  return { ours, peer };
}
