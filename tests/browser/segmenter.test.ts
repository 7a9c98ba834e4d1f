import { afterEach, describe, expect, it } from 'vitest';
import { PipelineClient } from '../../src/live/pipeline-client.ts';
import {
  createSegmenter,
  PerPixelError,
  type Frame,
  type Segmenter,
  type SegmenterOptions,
} from '../../src/perpixel.ts';
import { wanted } from '../fixtures/wanted.ts';
import { onnxFile } from '../fixtures/onnx/onnx-file.ts';
import { classes, manifestFor, picture, segmenterFor } from './models/own-model.ts';
import { needs } from './needs.ts';

const open: Segmenter[] = [];
afterEach(() => open.splice(0).forEach((segmenter) => segmenter.close()));

async function tiny(options: SegmenterOptions = {}): Promise<Segmenter> {
  const segmenter = await createSegmenter({ model: 'tiny', backend: 'wasm', ...options });
  open.push(segmenter);
  return segmenter;
}

/** Left half red (class 1), right half blue (class 3). */
function halves(width: number, height: number): ImageData {
  return picture(width, height, (x) => (x < width / 2 ? [255, 0, 0] : [0, 0, 255]));
}

function canvasOf(image: ImageData): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}

async function blobOf(image: ImageData): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvasOf(image).toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no blob'))));
  });
}

describe('a segmenter', async () => {
  it('labels every pixel, at the size of the frame', async () => {
    const segmenter = await tiny();
    const { width, height, labelMap, shares, timings } = await segmenter.segment(halves(64, 48));
    expect([width, height, labelMap.length]).toEqual([64, 48, 64 * 48]);
    expect(Array.from(labelMap)).toEqual(Array.from({ length: 64 * 48 }, (_, i) => (i % 64 < 32 ? 1 : 3)));
    expect(Array.from(shares)).toEqual([0, 0.5, 0, 0.5]);
    expect(Object.keys(timings)).toEqual(['capture', 'preprocess', 'inference', 'postprocess', 'refine', 'composite']);
  });

  it('gives the same labels for the same picture in every form, and leaves each with its owner', async () => {
    const segmenter = await tiny();
    const image = halves(64, 48);
    const bitmap = await createImageBitmap(image);
    const frame = new VideoFrame(bitmap, { timestamp: 0 });
    const blob = await blobOf(image);
    const element = new Image();
    element.src = URL.createObjectURL(blob);
    const forms: Frame[] = [image, bitmap, frame, canvasOf(image), blob, element];
    const expected = (await segmenter.segment(image)).labelMap;
    for (const form of forms) expect((await segmenter.segment(form)).labelMap).toEqual(expected);
    expect(bitmap.width).toBe(64);
    expect(frame.codedWidth).toBe(64);
    expect(image.data.length).toBe(64 * 48 * 4);
    frame.close();
  });

  it('closes a frame that is handed over', async () => {
    const segmenter = await tiny();
    const bitmap = await createImageBitmap(halves(8, 8));
    await segmenter.segment(bitmap, { transfer: true });
    expect(bitmap.width).toBe(0);
  });

  it('gives probabilities whose argmax is the label map, and confidence and entropy that follow from them', async () => {
    const segmenter = await tiny({ refine: false });
    const image = picture(37, 23, (x, y) => [(x * 7) % 256, (y * 11) % 256, (x * y) % 256]);
    const outputs = ['probabilities', 'confidence', 'entropy'] as const;
    const result = await segmenter.segment(image, { outputs });
    const { labelMap, probabilities, confidence, entropy } = result;
    if (!probabilities || !confidence || !entropy) throw new Error('an output is missing');
    const pixels = 37 * 23;
    for (let i = 0; i < pixels; i += 1) {
      const all = Array.from({ length: 4 }, (_, c) => probabilities[c * pixels + i] ?? 0);
      const top = Math.max(...all);
      expect(all.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      expect(confidence[i]).toBeCloseTo(top, 6);
      expect(all[labelMap[i] ?? 0]).toBeCloseTo(top, 6);
      expect(entropy[i]).toBeCloseTo(all.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0) / Math.log(4), 4);
    }
  });

  it('makes maps of another size and type, into the memory of a result that is given back', async () => {
    const segmenter = await tiny();
    const outputs = ['confidence', 'panoptic'] as const;
    const bytes = { outputs, type: 'uint8', at: { width: 32, height: 24 } } as const;
    const first = await segmenter.segment(halves(64, 48), bytes);
    expect([first.width, first.height, first.frame]).toEqual([32, 24, { width: 64, height: 48 }]);
    expect(first.confidence).toBeInstanceOf(Uint8Array);
    const kept = first.confidence!.slice();
    const second = await segmenter.segment(halves(64, 48), { ...bytes, into: first });
    expect(first.confidence).toHaveLength(0);
    expect(second.confidence).toEqual(kept);
    expect(second.labelMap).toEqual(Uint8Array.from({ length: 32 * 24 }, (_, i) => (i % 32 < 16 ? 1 : 3)));
    const onGrid = await segmenter.segment(halves(64, 48), { at: 'model' });
    expect([onGrid.width, onGrid.height]).toEqual([segmenter.model.input.width, segmenter.model.input.height]);
  });

  it('takes things apart on request, the same in both outputs', async () => {
    const segmenter = await tiny();
    const outputs = ['panoptic', 'instances'] as const;
    const { panopticMap, instances, labelMap } = await segmenter.segment(halves(64, 48), { outputs });
    expect(instances).toHaveLength(2);
    for (const { id, track, classId, score, box, area } of instances ?? []) {
      expect(track).toBe(0);
      expect(box).toEqual({ x: labelMap[0] === classId ? 0 : 32, y: 0, width: 32, height: 48 });
      expect(area).toBe(32 * 48);
      expect(score).toBeGreaterThan(0.5);
      expect(panopticMap?.filter((each) => each === classId * 1000 + id)).toHaveLength(area);
    }
    expect(panopticMap?.length).toBe(64 * 48);
    panopticMap?.forEach((id, i) => expect(Math.floor(id / 1000)).toBe(labelMap[i]));
  });

  it('runs overlapping calls in order and counts them', async () => {
    const segmenter = await tiny();
    const sizes = [8, 16, 24, 32];
    const results = await Promise.all(sizes.map((size) => segmenter.segment(halves(size, size))));
    expect(results.map(({ width }) => width)).toEqual(sizes);
    expect(segmenter.stats()).toMatchObject({
      frames: 4,
      dropped: 0,
      backend: 'wasm',
      model: 'tiny',
      glassToGlass: null,
    });
    expect(segmenter.stats().stages.inference.p50).toBeGreaterThan(0);
  });

  it('labels many frames in order, decodes them meanwhile, and goes on past one that is none', async () => {
    const segmenter = await tiny();
    const files = await Promise.all([8, 16, 24, 32].map((size) => blobOf(halves(size, size))));
    async function* frames() {
      yield* files.slice(0, 2);
      yield new Blob(['no image']);
      yield* files.slice(2);
    }
    const seen: (number | string)[] = [];
    for await (const result of segmenter.segmentAll(frames(), { outputs: ['confidence'], reuse: true })) {
      if (result.status === 'rejected') seen.push((result.reason as PerPixelError).code);
      else {
        seen.push(result.value.width);
        expect(result.value.labelMap.at(-1)).toBe(3);
        expect(result.value.confidence![0]).toBeGreaterThan(0.5);
      }
    }
    expect(seen).toEqual([8, 16, 'image-unsupported', 24, 32]);
  });

  it('tells of its progress in bytes', async () => {
    const seen: { phase: string; loaded: number; total: number }[] = [];
    await tiny({ onProgress: (progress) => seen.push(progress) });
    expect(new Set(seen.map(({ phase }) => phase))).toEqual(new Set(['runtime', 'model', 'compile']));
    for (const { loaded, total } of seen) expect(loaded).toBeLessThanOrEqual(total);
    // what is whole is not waited for
    expect(seen.at(-1)).toEqual({ phase: 'compile', loaded: 0, total: 0 });
    expect(seen.filter(({ phase }) => phase === 'runtime').at(-1)?.loaded).toBeGreaterThan(1_000_000);
  });

  it('labels on WebGPU as on WASM', { ...(await needs('webGpu')), timeout: 120_000 }, async () => {
    const onGpu = await tiny({ backend: 'webgpu' });
    const onCpu = await tiny();
    const image = picture(40, 30, (x, y) => [(x * 6) % 256, (y * 8) % 256, 60]);
    expect(onGpu.backend).toBe('webgpu');
    expect(onGpu.reason).toMatch(/asked for/);
    expect((await onGpu.segment(image)).labelMap).toEqual((await onCpu.segment(image)).labelMap);
  });

  it('never takes a software adapter by itself', async () => {
    const segmenter = await tiny({ backend: 'auto' });
    expect(segmenter.backend).toBe('wasm');
    expect(segmenter.reason).toMatch(/^WASM until/);
    await segmenter.segment(picture(8, 8, () => [0, 0, 0]));
    await expect.poll(() => segmenter.reason, { timeout: 50_000 }).not.toMatch(/^WASM until/);
    expect(segmenter.backend).toBe('wasm');
    expect(segmenter.reason).not.toMatch(/WebGPU/);
  });
});

describe('a segmenter refuses', () => {
  async function code(promise: Promise<unknown>): Promise<string> {
    const error: unknown = await promise.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof PerPixelError)) throw new Error(`no PerPixelError but ${String(error)}`);
    expect(error.message).toBe(`${error.problem} ${error.remedy}`);
    expect(error.remedy.length).toBeGreaterThan(5);
    return error.code;
  }

  it('to start or to work once cancelled', async () => {
    const gone = AbortSignal.abort();
    expect(await code(createSegmenter({ model: 'tiny', signal: gone }))).toBe('aborted');
    const segmenter = await tiny();
    expect(await code(segmenter.segment(halves(8, 8), { signal: gone }))).toBe('aborted');
    const controller = new AbortController();
    const pending = code(segmenter.segment(halves(8, 8), { signal: controller.signal }));
    controller.abort();
    expect(await pending).toBe('aborted');
    expect((await segmenter.segment(halves(8, 8))).width).toBe(8);
  });

  it('to work once closed, and twice closed is harmless', async () => {
    const segmenter = await tiny();
    segmenter.close();
    segmenter.close();
    expect(await code(segmenter.segment(halves(8, 8)))).toBe('closed');
  });

  it('what is no frame', async () => {
    const segmenter = await tiny();
    const closed = await createImageBitmap(halves(8, 8));
    closed.close();
    expect(await code(segmenter.segment(closed))).toBe('frame-invalid');
    expect(await code(segmenter.segment(document.createElement('video')))).toBe('frame-invalid');
    expect(await code(segmenter.segment(document.createElement('div') as unknown as HTMLCanvasElement))).toBe(
      'frame-invalid',
    );
    expect(await code(segmenter.segment(new Blob(['no image'])))).toBe('image-unsupported');
    expect((await segmenter.segment(halves(8, 8))).width).toBe(8);
  });

  it('a frame beyond the budget, and takes one of a single pixel', async () => {
    const segmenter = await tiny();
    const huge = document.createElement('canvas');
    huge.width = huge.height = 8192;
    expect(await code(segmenter.segment(huge))).toBe('frame-too-large');
    expect((await segmenter.segment(picture(1, 1, () => [0, 255, 0]))).labelMap).toEqual(Uint8Array.of(2));
  });

  it('options that it does not know', async () => {
    expect(await code(createSegmenter({ backend: 'quantum' as 'wasm' }))).toBe('option-invalid');
    const segmenter = await tiny();
    expect(await code(segmenter.segment(halves(8, 8), { outputs: ['depth' as 'entropy'] }))).toBe('option-invalid');
  });

  it('to go on with a model that fails while running, and says so', async () => {
    // looks a bright pixel up beyond the end of a table of two
    const shape = [1, 3, 2, 2];
    const onnx = onnxFile({
      inputs: [{ name: 'in', shape }],
      outputs: [{ name: 'out', shape }],
      constants: { table: { shape: [2], values: [0, 1] } },
      nodes: [
        { op: 'Cast', inputs: ['in'], output: 'index', attributes: { to: 7 } },
        { op: 'Gather', inputs: ['table', 'index'], output: 'out', attributes: { axis: 0 } },
      ],
    });
    const manifest = await manifestFor(onnx, {
      input: { name: 'in', width: 2, height: 2, scale: 1 },
      output: { name: 'out', kind: 'logits' },
      classes: classes(3),
    });
    const segmenter = await segmenterFor(manifest);
    expect(await code(segmenter.segment(picture(2, 2, () => [255, 255, 255])))).toBe('inference-failed');
    expect((await segmenter.segment(picture(2, 2, () => [0, 1, 0]))).labelMap).toEqual(Uint8Array.of(1, 1, 1, 1));
  });
});

describe('a worker that dies', () => {
  it('rejects what is pending and tells its owner once', async () => {
    const client = await PipelineClient.open({ model: 'tiny', backend: 'wasm' });
    const told: string[] = [];
    client.onCrash = (error) => told.push(error.code);
    const pending = Array.from({ length: 3 }, () =>
      client.segment(halves(512, 512), wanted(), false).then(
        () => 'labelled',
        (error: unknown) => (error instanceof PerPixelError ? error.code : 'unknown'),
      ),
    );
    client.crash();
    expect(new Set(await Promise.all(pending))).toEqual(new Set(['worker-crashed']));
    expect(told).toEqual(['worker-crashed']);
  });

  it('counts as dead when it hangs', async () => {
    const client = await PipelineClient.open({ model: 'tiny', backend: 'wasm', stallAfter: 1 });
    const error: unknown = await client
      .segment(halves(2000, 2000), wanted({ outputs: ['entropy'] }), false)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'worker-crashed' });
  });
});
