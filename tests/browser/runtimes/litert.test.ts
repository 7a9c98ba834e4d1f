import { describe, expect, it, onTestFinished } from 'vitest';
import { createArena } from '../../../workers/simd/arena.ts';
import { createPixelReader } from '../../../workers/frames/pixels.ts';
import { createEngine } from '../../../workers/model/create-engine.ts';
import { openModel } from '../../../workers/model/model-file.ts';
import { litert } from '../../../workers/runtimes/litert/litert.ts';
import { ortWeb } from '../../../workers/runtimes/ort-web/ort-web.ts';
import type { LoadedRuntime, ModelContent, Runtime, Session } from '../../../workers/runtimes/port.ts';
import { createPreprocess } from '../../../workers/stages/preprocess/preprocess.ts';
import { taskOf } from '../../../workers/tasks/tasks.ts';
import type { Tensor } from '../../../src/core/tensor/tensor.ts';
import { createSegmenter } from '../../../src/perpixel.ts';
import { goldenPicture, SIZE } from '../../fixtures/golden/picture.ts';

/** More than one thread, where the page may have them: every build of LiteRT that this browser takes is the same to its callers. */
const load = (runtime: Runtime): Promise<LoadedRuntime> =>
  runtime.load({ device: 'cpu', threads: 2, assets: null, onProgress: () => undefined });

/** Scores of the golden picture, a value a pixel and class, and how many classes there are. */
async function scoresOf(id: string, runtime: Runtime): Promise<{ data: Float32Array; classes: number }> {
  const source = await openModel(
    { model: new URL(`/lib/models/${id}.json`, location.href).href, assets: location.href },
    () => undefined,
  );
  const file = await source.file('wasm', 'float32', runtime.formats[0]);
  const engine = await createEngine(await load(runtime), file, null);
  onTestFinished(() => engine.close());
  const { input } = file.spec;
  const picture = new ImageData(new Uint8ClampedArray(goldenPicture()), SIZE, SIZE);
  const arena = createArena();
  createPreprocess(input, arena).run(await createPixelReader(arena).read(picture), picture, engine.input);
  const { scores } = taskOf(file.spec).decode(file.spec, await engine.run());
  const { data, classes, width, height, classStride, pixelStride } = scores;
  // class by class, wherever they lie
  const channels = data.length / (width * height);
  const values = Float32Array.from({ length: data.length }, (_, i) => {
    const [channel, pixel] = [Math.floor(i / (width * height)), i % (width * height)];
    return data[channels === 1 ? pixel : channel * classStride + pixel * pixelStride]!;
  });
  return { data: values, classes };
}

describe('a model’s file for LiteRT', () => {
  it.each(['selfie', 'selfie-landscape'])('gives “%s” the scores that ONNX Runtime gives it', async (id) => {
    const [ours, theirs] = [await scoresOf(id, litert), await scoresOf(id, ortWeb)];
    expect(ours.data).toHaveLength(theirs.data.length);
    const apart = ours.data.map((value, i) => Math.abs(value - theirs.data[i]!));
    expect(Math.max(...apart)).toBeLessThanOrEqual(1e-4);
    const other = ours.data.filter((value, i) => value > 0.5 !== theirs.data[i]! > 0.5);
    expect(other.length).toBeLessThanOrEqual(ours.data.length * 1e-4);
  });
});

describe('LiteRT', () => {
  it('labels where it is asked for, and is told by its name', async () => {
    const segmenter = await createSegmenter({ model: 'selfie', runtime: 'litert' });
    onTestFinished(() => segmenter.close());
    const frame = new ImageData(new Uint8ClampedArray(goldenPicture()), SIZE, SIZE);
    const { labelMap } = await segmenter.segment(frame);
    expect([labelMap[0], labelMap[SIZE * 128 + 128]]).toEqual([0, 1]);
    expect([segmenter.backend, segmenter.runtime, segmenter.stats().runtime]).toEqual(['wasm', 'litert', 'litert']);
    await expect(createSegmenter({ model: 'tiny', runtime: 'litert' })).rejects.toMatchObject({
      code: 'model-invalid',
      problem: 'The model "tiny" has no file that LiteRT takes (“tflite”); its own has the format “onnx”.',
    });
  });

  async function open(): Promise<Session> {
    const response = await fetch('/lib/models/selfie.tflite');
    const bytes = new Uint8Array(await response.arrayBuffer());
    const content: ModelContent = { id: 'mine', bytes, external: [] };
    const session = await (await load(litert)).open(content, { device: null, inputs: {}, outputs: ['output'] });
    onTestFinished(() => session.close());
    return session;
  }
  const dims = [1, 256, 256, 3];
  const grey = (value: number): Tensor => ({
    type: 'float32',
    dims,
    data: new Float32Array(256 * 256 * 3).fill(value),
  });

  it('runs more models beside one another than it has threads for', async () => {
    const sessions = [await open(), await open(), await open(), await open()];
    const results = [];
    for (const session of sessions) results.push(await session.run({ input: grey(0.5) }));
    for (const result of results) expect(result).toEqual(results[0]);
  });

  it.each([
    ['a page', '<!doctype html><p>Not found', /it is a web page/],
    ['what is no model', 'a text that is long enough', /it is none of TensorFlow Lite/],
  ])('refuses %s without looking at it', async (_what, text, problem) => {
    const content: ModelContent = { id: 'mine', bytes: new TextEncoder().encode(text), external: [] };
    const opening = (await load(litert)).open(content, { device: null, inputs: {}, outputs: [] });
    await expect(opening).rejects.toMatchObject({
      code: 'model-invalid',
      problem: expect.stringMatching(problem) as string,
    });
  });

  it('refuses a file that is cut off, and goes on', async () => {
    const response = await fetch('/lib/models/selfie.tflite');
    const bytes = new Uint8Array(await response.arrayBuffer()).slice(0, 20_000);
    const opening = (await load(litert)).open(
      { id: 'mine', bytes, external: [] },
      { device: null, inputs: {}, outputs: [] },
    );
    await expect(opening).rejects.toMatchObject({ code: 'model-invalid' });
    expect(await (await open()).run({ input: grey(0) })).toHaveProperty('output');
  });
});
