/** What is timed: ours on either backend, and peers on the adapter. */
export const WAYS = ['webgpu', 'wasm', 'vision', 'litert'] as const;
export type Way = (typeof WAYS)[number];

export interface SegmentRounds {
  readonly rounds: number;
  readonly width: number;
  readonly height: number;
  readonly ways: readonly Way[];
  /** Addresses of what the page imports, which are no business of whoever bundles this. */
  readonly modules: Readonly<Record<'perpixel' | 'vision' | 'litert', string>>;
}

export const MODULES: SegmentRounds['modules'] = {
  perpixel: '/lib/perpixel.js',
  vision: '/vision/vision_bundle.mjs',
  litert: '/litert/core/dist/index.js',
};

/** Milliseconds of each round; or why there are none. */
export interface WayTimes {
  readonly way: Way;
  readonly times: number[];
  readonly failed: string | null;
  /** Share of the pixels that get our WASM's class, at the least. */
  readonly agreement: number | null;
}

/**
 * In the page: it is sent there as text. Person or not for every pixel of a bitmap, read and kept, by `selfie`'s weights; LiteRT.js takes
 * the model's own 256 × 256 as floats alone.
 */
export async function runSegments({ rounds, width, height, ways, modules }: SegmentRounds): Promise<WayTimes[]> {
  type Label = (index: number) => Promise<ArrayLike<number>>;
  const pictures = Array.from({ length: 4 }, (_, index) => draw(index));
  const bitmaps = await Promise.all(pictures.map((each) => createImageBitmap(each)));
  const openers: Record<Way, () => Promise<Label>> = {
    webgpu: () => ours('webgpu'),
    wasm: () => ours('wasm'),
    vision,
    litert,
  };
  const labels = new Map<Way, Label>();
  const results = new Map<Way, WayTimes>();
  for (const way of ways) {
    const failed = await openers[way]().then(
      (label) => {
        labels.set(way, label);
        return null;
      },
      (error: unknown) => String(error),
    );
    results.set(way, { way, times: [], failed, agreement: null });
  }
  // the others are held against its labels
  const order = ways.toSorted((a, b) => Number(b === 'wasm') - Number(a === 'wasm'));
  const warm = Math.min(10, rounds);
  for (let round = -warm; round < rounds; round += 1) {
    let reference: ArrayLike<number> | null = null;
    for (const way of order) {
      const [label, result] = [labels.get(way), results.get(way)];
      if (!label || !result) continue;
      const start = performance.now();
      try {
        const found = await label((round + warm) % pictures.length);
        if (round >= 0) result.times.push(performance.now() - start);
        if (way === 'wasm') reference = found;
        else if (reference)
          results.set(way, { ...result, agreement: Math.min(result.agreement ?? 1, agree(found, reference)) });
      } catch (error) {
        labels.delete(way);
        results.set(way, { ...result, failed: String(error) });
      }
      // all leave garbage and timers behind; the next one starts clean
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  return [...results.values()];

  async function ours(backend: 'webgpu' | 'wasm'): Promise<Label> {
    const perpixel = (await import(modules.perpixel)) as typeof import('../../../src/perpixel.ts');
    const segmenter = await perpixel.createSegmenter({ model: 'selfie', backend });
    return async (index) => (await segmenter.segment(bitmaps[index]!)).labelMap.slice();
  }

  async function vision(): Promise<Label> {
    const { FilesetResolver, ImageSegmenter } = (await import(
      modules.vision
    )) as typeof import('@mediapipe/tasks-vision');
    const files = await FilesetResolver.forVisionTasks('/vision/wasm');
    const segmenter = await ImageSegmenter.createFromOptions(files, {
      baseOptions: { modelAssetPath: '/model/mediapipe/models/selfie_segmenter.tflite', delegate: 'GPU' },
      canvas: new OffscreenCanvas(width, height),
      runningMode: 'VIDEO',
      outputConfidenceMasks: false,
      outputCategoryMask: true,
    });
    return (index) => {
      const result = segmenter.segmentForVideo(bitmaps[index]!, performance.now());
      const mask = result.categoryMask!.getAsUint8Array().slice();
      result.close();
      // 0 is this model's only class, the person
      for (let i = 0; i < mask.length; i += 1) mask[i] = mask[i] ? 0 : 1;
      return Promise.resolve(mask);
    };
  }

  async function litert(): Promise<Label> {
    const map = document.createElement('script');
    map.type = 'importmap';
    map.text = JSON.stringify({ imports: { '@litertjs/wasm-utils': '/litert/wasm-utils/dist/index.js' } });
    document.head.append(map);
    const { loadLiteRt, loadAndCompile, Tensor } = (await import(modules.litert)) as typeof import('@litertjs/core');
    await loadLiteRt('/litert/core/wasm/', { jspi: true });
    const model = await loadAndCompile('/selfie/selfie_segmentation.tflite', { accelerator: 'webgpu' });
    const inputs = pictures.map(({ data }) => {
      return Float32Array.from({ length: 256 * 256 * 3 }, (_, i) => data[Math.floor(i / 3) * 4 + (i % 3)]! / 255);
    });
    return async (index) => {
      const input = await new Tensor(inputs[index]!, [1, 256, 256, 3]).moveTo('webgpu');
      const [output] = await model.run(input);
      const read = await output!.moveTo('wasm');
      const scores = read.toTypedArray();
      const labels = Uint8Array.from(scores, (score) => (score > 0.5 ? 1 : 0));
      read.delete();
      input.delete();
      return labels;
    };
  }

  /** A head before a wall. */
  function draw(index: number): ImageData {
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    const wall = context.createLinearGradient(0, 0, width, height);
    wall.addColorStop(0, '#8a9bb0');
    wall.addColorStop(1, '#c9d3cf');
    context.fillStyle = wall;
    context.fillRect(0, 0, width, height);
    const middle = width * (0.45 + index * 0.03);
    context.fillStyle = '#35506e';
    context.beginPath();
    context.ellipse(middle, height * 1.05, width * 0.3, height * 0.45, 0, 0, 7);
    context.fill();
    context.fillStyle = '#d9a888';
    context.beginPath();
    context.ellipse(middle, height * 0.42, width * 0.13, height * 0.24, 0, 0, 7);
    context.fill();
    return context.getImageData(0, 0, width, height);
  }

  function agree(labels: ArrayLike<number>, reference: ArrayLike<number>): number {
    let same = 0;
    for (let i = 0; i < reference.length; i += 1) if (labels[i] === reference[i]) same += 1;
    return same / reference.length;
  }
}
