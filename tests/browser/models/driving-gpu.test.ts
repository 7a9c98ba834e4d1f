import type { InferenceSession } from 'onnxruntime-web';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openGpu, type Gpu } from '../../../workers/gpu/gpu.ts';
import { loadOrt } from '../../../workers/runtimes/ort-web/load.ts';
import { onnxFile } from '../../fixtures/onnx/onnx-file.ts';
import { needs } from '../needs.ts';

/** An eighth of the models' own 288 × 512, which takes a software adapter most of a minute: the same nodes run. */
const SIDE = 128;
const DIMS = [1, 3, SIDE, SIDE];
/** GPUBufferUsage, which TypeScript's own library lacks. */
const BUFFER_USAGE = { COPY_SRC: 4, COPY_DST: 8, STORAGE: 128 } as const;
/** A frame takes seconds on a software adapter. */
const TIMEOUT = 300_000;

const load = async () => (await loadOrt({ device: 'gpu', threads: 1, assets: null, onProgress: () => undefined })).ort;

/** A session that cannot be had if even one node would run outside WebGPU. */
async function allOnGpu(model: Uint8Array, gpu: Gpu): Promise<InferenceSession> {
  const ort = await load();
  return ort.InferenceSession.create(model, {
    executionProviders: [{ name: 'webgpu', device: gpu.device }],
    graphOptimizationLevel: 'all',
    enableGraphCapture: true,
    preferredOutputLocation: 'gpu-buffer',
    extra: { session: { disable_cpu_ep_fallback: '1' } },
  });
}

async function gpuOfThisTest(): Promise<Gpu> {
  const gpu = await openGpu();
  onTestFinished(() => gpu.close());
  return gpu;
}

/** Stripes of all values, so that every class has a say. */
function stripes(shift: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: 3 * SIDE * SIDE }, (_, i) => ((i * 7 + (i >> 7) * shift) % 256) / 127.5 - 1);
}

const modelOf = async (id: string): Promise<Uint8Array> => {
  const response = await fetch(`/models/${id}/${id}.onnx`);
  const model = new Uint8Array(await response.arrayBuffer());
  // sizes on the way are computed from the input's; that of the output is only said
  replaceDimension(model, 288, SIDE);
  replaceDimension(model, 512, SIDE);
  return model;
};

/** In the only TensorShapeProto.Dimension that has this value (both of two bytes: 128 to 16383). */
function replaceDimension(model: Uint8Array, from: number, to: number): void {
  const bytes = [0x0a, 3, 0x08, ...varint(from)];
  const places = [...model.keys()].filter(
    (at) => model[at] === 0x0a && bytes.every((byte, i) => model[at + i] === byte),
  );
  expect(places).toHaveLength(1);
  model.set(varint(to), places[0]! + 3);
}

function varint(value: number): number[] {
  return [(value & 0x7f) | 0x80, value >> 7];
}

describe('the driving models on WebGPU', await needs('webGpu'), () => {
  it(
    'run there with every node, record their commands once and play them again',
    async () => {
      const model = await modelOf('driving');
      const gpu = await gpuOfThisTest();
      const ort = await load();
      const session = await allOnGpu(model, gpu);
      const usage = BUFFER_USAGE.STORAGE | BUFFER_USAGE.COPY_DST | BUFFER_USAGE.COPY_SRC;
      const buffer = gpu.device.createBuffer({ size: 4 * 3 * SIDE * SIDE, usage });
      const input = ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims: DIMS });
      const made = countCalls(gpu.device, 'createComputePipeline', 'createComputePipelineAsync', 'createBindGroup');
      gpu.device.queue.writeBuffer(buffer, 0, stripes(1));
      await session.run({ input });
      const recorded = made.calls;
      expect(recorded).toBeGreaterThan(0);
      gpu.device.queue.writeBuffer(buffer, 0, stripes(3));
      const { output } = await session.run({ input });
      expect(made.calls).toBe(recorded);
      const onGpu = (await output!.getData()) as Float32Array;

      const plain = await ort.InferenceSession.create(model, { executionProviders: ['wasm'] });
      const onCpu = (await plain.run({ input: new ort.Tensor('float32', stripes(3), DIMS) }))['output']!;
      const expected = onCpu.data as Float32Array;
      expect(onGpu.length).toBe(expected.length);
      expect(expected.reduce((most, value, i) => Math.max(most, Math.abs(value - onGpu[i]!)), 0)).toBeLessThan(0.05);
      await Promise.all([session.release(), plain.release()]);
      buffer.destroy();
    },
    TIMEOUT,
  );

  it(
    'can both be had so',
    async () => {
      const session = await allOnGpu(await modelOf('driving-street'), await gpuOfThisTest());
      await session.release();
    },
    TIMEOUT,
  );
});

describe('the check that every node is on WebGPU', await needs('webGpu'), () => {
  it('refuses a model with a node that has no place there', async () => {
    const mixed = onnxFile({
      inputs: [{ name: 'input', shape: [1, 1, 3, 3] }],
      outputs: [{ name: 'output', shape: [1, 1] }],
      nodes: [
        { op: 'Relu', inputs: ['input'], output: 'half' },
        { op: 'Det', inputs: ['half'], output: 'output' },
      ],
    });
    await expect(allOnGpu(mixed, await gpuOfThisTest())).rejects.toThrow(/CPU|fallback|graph capture|WebGPU/i);
  });
});

/** Counts calls of methods of one object from now on. */
function countCalls<T extends object>(target: T, ...names: (keyof T & string)[]): { calls: number } {
  const counter = { calls: 0 };
  for (const name of names) {
    const method = target[name] as (...args: unknown[]) => unknown;
    Object.defineProperty(target, name, {
      value: (...args: unknown[]) => ((counter.calls += 1), method.apply(target, args)),
    });
  }
  return counter;
}
