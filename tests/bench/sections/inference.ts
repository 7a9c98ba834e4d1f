import { goldenPicture } from '../../fixtures/golden/picture.ts';
import { withBrowser, withPage } from '../page.ts';
import { compare } from '../ratio.ts';
import { ratioRow, threadsOf, type Section } from '../row.ts';

const ROUNDS = 100;
const BAR = 1.03;

/**
 * The inference stage of `segment()` at the model's own 256 × 256 against LiteRT.js (wasm, XNNPACK) with the same weights,
 * taking turns. Both times end when the output is in JavaScript's hands.
 */
export async function benchInference(): Promise<Section> {
  const comparisons = [];
  for (const threads of [1, 2] as const) {
    const { ours, peer, agreement, ran } = await withBrowser((browser) =>
      withPage(browser, threads, (page) =>
        page.evaluate(runRounds, { picture: Array.from(goldenPicture()), rounds: ROUNDS, threads }),
      ),
    );
    if (agreement < 0.999)
      throw new Error(`The two disagree on ${((1 - agreement) * 100).toFixed(2)} % of the pixels.`);
    comparisons.push({
      ran,
      ...compare(`inference of selfie 256×256, ${threadsOf(threads)} / LiteRT.js, wasm`, ours, peer),
    });
  }
  return { rows: comparisons.map((each) => ratioRow(each, BAR, `by ${each.ran}`)), results: comparisons };
}

/** In the page. */
async function runRounds({ picture, rounds, threads }: { picture: number[]; rounds: number; threads: number }) {
  if (crossOriginIsolated !== threads > 1) throw new Error('The page is not isolated as this run needs it.');
  const map = document.createElement('script');
  map.type = 'importmap';
  map.text = JSON.stringify({ imports: { '@litertjs/wasm-utils': '/litert/wasm-utils/dist/index.js' } });
  document.head.append(map);
  const [library, peerLibrary] = ['/site/lib/perpixel.js', '/litert/core/dist/index.js'];
  const perpixel = (await import(library)) as typeof import('../../../src/perpixel.ts');
  const litert = (await import(peerLibrary)) as typeof import('@litertjs/core');
  const { segmenter, ran } = await globalThis.opensTuned(perpixel, 'selfie');
  await litert.loadLiteRt('/litert/core/wasm/', { threads: threads > 1 });
  const model = await litert.loadAndCompile('/selfie/selfie_segmentation.tflite', {
    accelerator: 'wasm',
    cpuOptions: { numThreads: threads },
  });
  const pixels = Float32Array.from({ length: 256 * 256 * 3 }, (_, i) => {
    return (picture[Math.floor(i / 3) * 4 + (i % 3)] ?? 0) / 255;
  });
  const tensor = new litert.Tensor(pixels, [1, 256, 256, 3]);
  const frame = new ImageData(new Uint8ClampedArray(picture), 256, 256);
  const ours: number[] = [];
  const peer: number[] = [];
  let agreement = 1;
  for (let round = -20; round < rounds; round += 1) {
    const { labelMap, timings } = await segmenter.segment(frame);
    await rest();
    const start = performance.now();
    const [output] = await model.run(tensor);
    const mask = output?.toTypedArray() ?? new Float32Array();
    const other = performance.now() - start;
    output?.delete();
    const same = Array.from(labelMap).filter((label, i) => label === (Number(mask[i]) > 0.5 ? 1 : 0)).length;
    agreement = Math.min(agreement, same / labelMap.length);
    if (round < 0) continue;
    ours.push(timings.inference);
    peer.push(other);
    await rest();
  }
  segmenter.close();
  return { ours, peer, agreement, ran };

  /** Threads of a runtime spin for a while after a run, in the other's time. */
  async function rest(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, threads > 1 ? 40 : 0));
  }
}
