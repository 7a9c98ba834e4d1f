import { describe, expect, it, onTestFinished } from 'vitest';
import { elementsOf, type Tensor } from '../../../src/core/tensor/tensor.ts';
import { openGpu } from '../../../workers/gpu/gpu.ts';
import { RUNTIMES } from '../../../workers/runtimes/browser.ts';
import {
  wordsOf,
  type BoundSession,
  type GpuTensor,
  type LoadedRuntime,
  type ModelContent,
  type Runtime,
  type Session,
  type SessionOptions,
} from '../../../workers/runtimes/port.ts';
import { onnxFile } from '../../fixtures/onnx/onnx-file.ts';
import { tinyTflite } from '../../fixtures/tflite/tiny.ts';
import { needs } from '../needs.ts';

const DIMS = [1, 3, 32, 32];
const PIXELS = 32 * 32;

/** GPUBufferUsage and GPUMapMode, which TypeScript's own library lacks. */
const USAGE = { MAP_READ: 1, COPY_SRC: 4, COPY_DST: 8, STORAGE: 128 } as const;
const READ = 1;

/** Ports in ONNX and in TensorFlow Lite, whose channels come last. */
type Format = 'onnx' | 'tflite';

const content = (bytes: Uint8Array<ArrayBuffer>): ModelContent => ({ id: 'mine', bytes, external: [] });

/** Classes: background, red, green, blue. */
async function tiny(format: Format = 'onnx'): Promise<ModelContent> {
  if (format === 'tflite') return content(tinyTflite());
  const response = await fetch('/lib/models/tiny.onnx');
  return content(new Uint8Array(await response.arrayBuffer()));
}

const inOrder = (format: Format, [batch, channels, height, width]: readonly number[]): number[] =>
  format === 'onnx' ? [batch!, channels!, height!, width!] : [batch!, height!, width!, channels!];

/** All of one colour: 0 red, 1 green, 2 blue. */
function colour(channel: 0 | 1 | 2, format: Format = 'onnx'): Tensor {
  const data = Float32Array.from({ length: 3 * PIXELS }, (_, i) =>
    (format === 'onnx' ? Math.floor(i / PIXELS) : i % 3) === channel ? 1 : 0,
  );
  return { type: 'float32', dims: inOrder(format, DIMS), data };
}

/** The class of the first pixel, and of the last one. */
function corners(scores: Tensor | undefined, format: Format = 'onnx'): number[] {
  if (scores?.type !== 'float32') throw new Error(`scores are ${scores?.type ?? 'missing'}`);
  const { data } = scores;
  return [0, PIXELS - 1].map((pixel) => {
    const row = [0, 1, 2, 3].map((id) => data[format === 'onnx' ? id * PIXELS + pixel : pixel * 4 + id]!);
    return row.indexOf(Math.max(...row));
  });
}

/** Averages blocks of 2 × 2, whatever size the picture has. @param height what the file calls that of its output */
function halved(height: string): ModelContent {
  const attributes = { kernel_shape: [2, 2], strides: [2, 2] };
  return content(
    onnxFile({
      inputs: [{ name: 'input', shape: ['batch', 3, 'height', 'width'] }],
      outputs: [{ name: 'output', shape: ['batch', 3, height, 'narrow'] }],
      nodes: [
        { op: 'AveragePool', inputs: ['input'], output: 'blocks', attributes },
        // as exporters write them: of a size that is known nothing is left of it to run beside the device
        { op: 'Shape', inputs: ['blocks'], output: 'sizes' },
        { op: 'Reshape', inputs: ['blocks', 'sizes'], output: 'grid' },
        // a run whose output is a copy is not recorded
        { op: 'Relu', inputs: ['grid'], output: 'output' },
      ],
    }),
  );
}

/** One input in several types; the batch is left open. */
const casts = castsTo({ floats: 1, wholes: 7, bytes: 2 });
/** Not every device computes with halves. */
const halves = castsTo({ halves: 10 });

/** @param outputs as what they come, by TensorProto.DataType */
function castsTo(outputs: Readonly<Record<string, 1 | 2 | 7 | 10>>): ModelContent {
  const types = { 1: 'float32', 2: 'uint8', 7: 'int64', 10: 'float16' } as const;
  const each = Object.entries(outputs);
  return content(
    onnxFile({
      inputs: [{ name: 'x', shape: ['batch', 2] }],
      outputs: each.map(([name, to]) => ({ name, type: types[to], shape: ['batch', 2] })),
      nodes: each.map(([output, to]) => ({ op: 'Cast', inputs: ['x'], output, attributes: { to } })),
    }),
  );
}

const webGpu = await needs('webGpu');
const gpuHalves = (await navigator.gpu?.requestAdapter())?.features.has('shader-f16') ?? false;
const ways = RUNTIMES.flatMap((runtime) =>
  runtime.devices.map((device) => ({ runtime, device, id: runtime.id, format: runtime.formats[0] as Format })),
).filter(({ device }) => device === 'cpu' || !webGpu.skip);

describe.each(ways)('$id on the $device', ({ runtime, device: where, format }) => {
  /** Files whose sizes are open, and outputs of other types, are written as ONNX alone. */
  const asOnnx = (name: string, test: () => Promise<void>): void => {
    if (format === 'onnx') it(name, test);
  };
  const load = (): Promise<LoadedRuntime> => loaded(runtime, where);

  async function open(
    model: ModelContent,
    outputs: readonly string[],
    inputs: SessionOptions['inputs'] = {},
  ): Promise<Session> {
    const device = where === 'gpu' ? await deviceOfThisTest() : null;
    const session = await (await load()).open(model, { device, inputs, outputs });
    onTestFinished(() => session.close());
    return session;
  }

  it('takes once it is loaded what it said before', async () => {
    expect((await load()).formats).toEqual(runtime.formats);
  });

  it('describes what goes into a model and comes out, by name, type and shape', async () => {
    const session = await open(await tiny(format), ['output']);
    expect(session.inputs).toEqual([{ name: 'input', type: 'float32', dims: inOrder(format, DIMS) }]);
    expect(session.outputs).toEqual([{ name: 'output', type: 'float32', dims: inOrder(format, [1, 4, 32, 32]) }]);
  });

  asOnnx('says which sizes a file leaves open', async () => {
    expect((await open(casts, ['floats'])).inputs).toEqual([{ name: 'x', type: 'float32', dims: ['batch', 2] }]);
  });

  asOnnx('binds the sizes that a file leaves open to those that its inputs will have', async () => {
    const session = await open(halved('half'), ['output'], { input: DIMS });
    expect(session.inputs[0]?.dims).toEqual(DIMS);
    expect(session.outputs[0]?.dims).toEqual([1, 3, 16, 16]);
    const { output } = await session.run({ input: colour(1, format) });
    expect(output?.dims).toEqual([1, 3, 16, 16]);
    // what the file says of its output, it may say of its input too
    expect((await open(halved('height'), ['output'], { input: DIMS })).outputs[0]?.dims).toEqual([1, 3, 16, 16]);
    // another shape than the file has is left to whoever compares them
    const other = await open(halved('half'), ['output'], { input: [1, 32, 32, 3] });
    expect(other.inputs[0]?.dims).toEqual(['batch', 3, 'height', 'width']);
  });

  it('takes and gives plain typed arrays, which stay the caller’s', async () => {
    const session = await open(await tiny(format), ['output']);
    const input = colour(0, format);
    const first = await session.run({ input });
    expect(first).toMatchObject({ output: { type: 'float32', dims: inOrder(format, [1, 4, 32, 32]) } });
    expect(input).toEqual(colour(0, format));
    const kept = Float32Array.from(first['output']!.data as Float32Array);
    const second = await session.run({ input: colour(2, format) });
    expect([corners(first['output'], format), corners(second['output'], format)]).toEqual([
      [1, 1],
      [3, 3],
    ]);
    expect(first['output']!.data).toEqual(kept);
  });

  it('sees what is written to an array that it was given before', async () => {
    const session = await open(await tiny(format), ['output']);
    const inputs = { input: colour(0, format) };
    await session.run(inputs);
    (inputs.input.data as Float32Array).set(colour(1, format).data as Float32Array);
    expect(corners((await session.run(inputs))['output'], format)).toEqual([2, 2]);
  });

  asOnnx('gives each type in its own array, and only what is read', async () => {
    const session = await open(casts, ['wholes', 'bytes']);
    const x: Tensor = { type: 'float32', dims: [2, 2], data: Float32Array.of(1, 2, 0, 200) };
    expect(await session.run({ x })).toEqual({
      wholes: { type: 'int64', dims: [2, 2], data: BigInt64Array.of(1n, 2n, 0n, 200n) },
      bytes: { type: 'uint8', dims: [2, 2], data: Uint8Array.of(1, 2, 0, 200) },
    });
  });

  if (format === 'onnx')
    it.skipIf(where === 'gpu' && !gpuHalves)('gives halves as their bits', async () => {
      const session = await open(halves, ['halves']);
      const x: Tensor = { type: 'float32', dims: [2, 2], data: Float32Array.of(1, 2, 0, 200) };
      const bits = Uint16Array.of(0x3c00, 0x4000, 0, 0x5a40);
      expect(await session.run({ x })).toEqual({ halves: { type: 'float16', dims: [2, 2], data: bits } });
    });

  it('refuses a file that is none of a model, by the model’s name', async () => {
    const broken = content(new Uint8Array([8, 8, 58, 255, 1, 2, 3]));
    await expect(open(broken, ['output'])).rejects.toMatchObject({
      name: 'PerPixelError',
      code: 'model-invalid',
      problem: expect.stringContaining('"mine"') as string,
    });
  });

  it('fails of an input of another shape, and goes on', async () => {
    const session = await open(await tiny(format), ['output']);
    const input: Tensor = { type: 'float32', dims: [1, 3, 2, 2], data: new Float32Array(12) };
    await expect(session.run({ input })).rejects.toMatchObject({ name: 'PerPixelError', code: 'inference-failed' });
    expect(corners((await session.run({ input: colour(0, format) }))['output'], format)).toEqual([1, 1]);
  });

  it('runs no more once it is closed, which may be done twice', async () => {
    const session = await open(await tiny(format), ['output']);
    await session.close();
    await session.close();
    await expect(session.run({ input: colour(0, format) })).rejects.toMatchObject({
      code: 'inference-failed',
      problem: 'The model is closed.',
    });
  });
});

const bound = ways
  .filter(({ device }) => device === 'gpu')
  .flatMap((way) => [true, false].map((capture) => ({ ...way, capture })));

describe.each(bound)(
  '$id with its tensors on the GPU (recorded: $capture)',
  await needs('webGpu'),
  ({ runtime, capture }) => {
    interface Bound {
      readonly session: BoundSession;
      readonly device: GPUDevice;
      readonly input: GpuTensor;
    }

    async function open(model: ModelContent, inputs: SessionOptions['inputs'] = {}): Promise<Bound> {
      const device = await deviceOfThisTest();
      const { openBound } = await loaded(runtime, 'gpu');
      if (!openBound) throw new Error('it binds nothing');
      const session = await openBound(model, { device, inputs, outputs: ['output'], graphCapture: capture });
      onTestFinished(() => session.close());
      const size = 4 * wordsOf(elementsOf(DIMS));
      const buffer = device.createBuffer({ size, usage: USAGE.STORAGE | USAGE.COPY_DST | USAGE.COPY_SRC });
      return { session, device, input: { type: 'float32', dims: DIMS, buffer } };
    }

    it('reads its input where it lies and leaves its output there, in the same buffer each time', async () => {
      const { session, device, input } = await open(await tiny());
      const inputs = { input };
      const run = async (channel: 0 | 1 | 2): Promise<GpuTensor> => {
        device.queue.writeBuffer(input.buffer, 0, colour(channel).data);
        const { output } = await session.run(inputs);
        expect(output).toMatchObject({ type: 'float32', dims: [1, 4, 32, 32] });
        expect(corners(await read(device, output!))).toEqual([channel + 1, channel + 1]);
        return output!;
      };
      const first = await run(0);
      const second = await run(2);
      expect(second.buffer).toBe(first.buffer);
      expect(session.note === null).toBe(capture);
    });

    it('has the same output each time of a file that leaves its sizes open, once they are bound', async () => {
      const { session, device, input } = await open(halved('height'), { input: DIMS });
      const inputs = { input };
      device.queue.writeBuffer(input.buffer, 0, colour(1).data);
      const first = await session.run(inputs);
      const { data } = await read(device, first['output']!);
      expect(first['output']?.dims).toEqual([1, 3, 16, 16]);
      expect([0, 256, 511, 512].map((at) => data[at])).toEqual([0, 1, 1, 0]);
      expect((await session.run(inputs))['output']?.buffer).toBe(first['output']?.buffer);
      expect(session.note === null).toBe(capture);
    });

    it('leaves the device and its input alone when it is closed, and runs no more', async () => {
      const { session, device, input } = await open(await tiny());
      await session.run({ input });
      await session.close();
      await session.close();
      await expect(session.run({ input })).rejects.toMatchObject({ code: 'inference-failed' });
      device.pushErrorScope('validation');
      device.queue.writeBuffer(input.buffer, 0, colour(0).data);
      expect(await device.popErrorScope()).toBeNull();
    });

    it('refuses a file that is none of a model', async () => {
      await expect(open(content(new Uint8Array([1, 2, 3])))).rejects.toMatchObject({ code: 'model-invalid' });
    });
  },
);

function loaded(runtime: Runtime, device: 'cpu' | 'gpu'): Promise<LoadedRuntime> {
  return runtime.load({ device, threads: 1, assets: null, onProgress: () => undefined });
}

async function deviceOfThisTest(): Promise<GPUDevice> {
  const gpu = await openGpu();
  onTestFinished(() => gpu.close());
  return gpu.device;
}

async function read(device: GPUDevice, { dims, buffer }: GpuTensor): Promise<Tensor> {
  const size = 4 * elementsOf(dims);
  const staging = device.createBuffer({ size, usage: USAGE.MAP_READ | USAGE.COPY_DST });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, 0, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(READ);
  const data = new Float32Array(staging.getMappedRange().slice(0));
  staging.destroy();
  return { type: 'float32', dims, data };
}
