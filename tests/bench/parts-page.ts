/** Runs in the page: it is sent there as text, so it may use nothing but its argument and the page. */

export interface Parts {
  readonly adapter: string;
  /** Opening, then each picture. */
  readonly seconds: readonly number[];
  /** Of each picture its label map at the model's size, unrefined. */
  readonly labels: readonly (readonly number[])[];
}

interface Asked {
  readonly model: string;
  readonly backend: 'wasm' | 'webgpu';
  readonly pictures: readonly string[];
}

export async function partsOf({ model, backend, pictures }: Asked): Promise<Parts> {
  const library = '/dist/lib/perpixel.js';
  const { createSegmenter } = (await import(library)) as typeof import('../../src/perpixel.ts');
  const seconds: number[] = [];
  let began = performance.now();
  const lap = (): void => {
    seconds.push((performance.now() - began) / 1000);
    console.log(`${seconds.length}: ${seconds.at(-1)!.toFixed(1)} s`);
    began = performance.now();
  };
  const segmenter = await createSegmenter({ model, backend, refine: false });
  lap();
  const labels: number[][] = [];
  for (const picture of pictures) {
    const blob = await (await fetch(picture)).blob();
    const { labelMap } = await segmenter.segment(blob, { at: 'model' });
    labels.push([...labelMap]);
    lap();
  }
  const { adapter } = segmenter.stats();
  segmenter.close();
  return { adapter, seconds, labels };
}
