import { goldenPicture } from '../../fixtures/golden/picture.ts';
import { withBrowser, withPage } from '../page.ts';
import { compare } from '../ratio.ts';
import { ratioRow, type Section } from '../row.ts';

const ROUNDS = 15;
const FRAMES = 12;
const FORMS = ['Blob (JPEG)', 'ImageBitmap'] as const;
/** Decoding goes on while the frame before is labelled; bitmaps leave little to overlap. */
const BARS = { 'Blob (JPEG)': 0.9, ImageBitmap: 1 } as const;

/** `segmentAll()` of 12 pictures of 640 × 480 with their confidence, against a loop that awaits `segment()` of each, taking turns. */
export async function benchBatch(): Promise<Section> {
  const times = await withBrowser((browser) =>
    withPage(browser, 1, (page) =>
      page.evaluate(runBatches, { picture: Array.from(goldenPicture()), rounds: ROUNDS, frames: FRAMES, forms: FORMS }),
    ),
  );
  const comparisons = FORMS.map((form, index) => {
    const { all, loop } = times[index]!;
    const name = `segmentAll() of ${FRAMES} × ${form}, 640×480, labels and confidence, 1 thread / a loop of segment()`;
    return { form, ...compare(name, all, loop) };
  });
  return { rows: comparisons.map((each) => ratioRow(each, BARS[each.form])), results: comparisons };
}

interface Batches {
  readonly picture: number[];
  readonly rounds: number;
  readonly frames: number;
  readonly forms: typeof FORMS;
}

/** In the page. */
async function runBatches({ picture, rounds, frames, forms }: Batches) {
  const library = '/site/lib/perpixel.js';
  const perpixel = (await import(library)) as typeof import('../../../src/perpixel.ts');
  const segmenter = await perpixel.createSegmenter({ model: 'selfie', backend: 'wasm' });
  const source = new OffscreenCanvas(256, 256);
  source.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(picture), 256, 256), 0, 0);
  const canvas = new OffscreenCanvas(640, 480);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const pictures: Record<(typeof forms)[number], (Blob | ImageBitmap)[]> = { 'Blob (JPEG)': [], ImageBitmap: [] };
  for (let index = 0; index < frames; index += 1) {
    context.drawImage(source, index * 3 - 16, 0, 640, 480);
    pictures['Blob (JPEG)'].push(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 }));
    pictures.ImageBitmap.push(await createImageBitmap(canvas));
  }
  const outputs = ['labelMap', 'confidence'] as const;
  const results = [];
  for (const form of forms) {
    const [all, loop]: [number[], number[]] = [[], []];
    for (let round = -2; round < rounds; round += 1) {
      let start = performance.now();
      let labelled = 0;
      for await (const { status } of segmenter.segmentAll(pictures[form], { outputs: [...outputs] })) {
        if (status === 'fulfilled') labelled += 1;
      }
      const together = performance.now() - start;
      start = performance.now();
      for (const frame of pictures[form]) await segmenter.segment(frame, { outputs: [...outputs] });
      const apart = performance.now() - start;
      if (labelled !== frames) throw new Error(`${labelled} of ${frames} frames were labelled`);
      if (round < 0) continue;
      all.push(together);
      loop.push(apart);
    }
    results.push({ all, loop });
  }
  segmenter.close();
  return results;
}
