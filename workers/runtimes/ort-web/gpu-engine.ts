import type { InferenceSession, Tensor } from 'onnxruntime-web';
import type { ModelSpec } from '../../../src/core/manifest/manifest.ts';
import { createBuffers, type Buffers } from '../../gpu/buffers.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { hastened } from '../../gpu/hastened.ts';
import type { Engine } from './engine.ts';
import type { ModelFile } from '../../model/model-file.ts';
import { inputShape } from './model-shapes.ts';
import { openSession } from './open-session.ts';
import type { Resident, ResidentOutput } from './resident.ts';
import type { Ort } from './runtime.ts';

const FLOAT = 4;

/** Whether input and outputs can be buffers that our shaders read: floats all over. */
export function staysOnGpu({ spec: { input, outputs }, halves }: ModelFile): boolean {
  return !halves && input.type === 'float32' && outputs.every((each) => each.kind !== 'class-ids');
}

/**
 * A model on the shared device whose input and outputs stay there. Where every node is a WebGPU one its run is recorded
 * once and replayed, if asked for.
 * @throws PerPixelError `model-invalid`, `model-too-large`
 */
export async function createGpuEngine(ort: Ort, file: ModelFile, gpu: Gpu, capture: boolean): Promise<Engine> {
  const { device } = gpu;
  const { spec } = file;
  const open = (enableGraphCapture: boolean): Promise<InferenceSession> =>
    openSession(ort, file, {
      executionProviders: [{ name: 'webgpu', device }],
      graphOptimizationLevel: 'all',
      preferredOutputLocation: 'gpu-buffer',
      enableGraphCapture,
    });
  let note: string | null = capture ? null : 'a recorded run is no faster here';
  const session = await open(capture).catch(async () => {
    note = 'not every node of the model runs on WebGPU, so that its run is not recorded';
    return open(false);
  });
  const dims = inputShape(spec);
  const input = new Float32Array(dims.reduce((product, each) => product * each, 1));
  const buffers = createBuffers(device);
  const resident = createResident(ort, session, spec, buffers, note);
  const staging = new Map<number, GPUBuffer>();
  let closed = false;

  return {
    backend: 'webgpu',
    input,
    resident,
    async run() {
      device.queue.writeBuffer(resident.input, 0, input);
      const outputs = Object.entries(await resident.run());
      const tensors = await Promise.all(
        outputs.map(async ([name, output], index) => [name, await fetchTensor(output, index)] as const),
      );
      return Object.fromEntries(tensors);
    },
    async close() {
      if (closed) return;
      closed = true;
      await session.release();
      buffers.destroy();
      staging.forEach((buffer) => buffer.destroy());
    },
  };

  async function fetchTensor({ buffer, dims: shape }: ResidentOutput, index: number): Promise<Tensor> {
    const size = shape.reduce((product, each) => product * each, 1) * FLOAT;
    let target = staging.get(index);
    if (target?.size !== size) {
      target?.destroy();
      target = device.createBuffer({
        label: 'Engine.staging',
        size,
        usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
      });
      staging.set(index, target);
    }
    const encoder = device.createCommandEncoder({ label: 'Engine.readBack' });
    encoder.copyBufferToBuffer(buffer, 0, target, 0, size);
    device.queue.submit([encoder.finish()]);
    await hastened(device, target.mapAsync(GPUMapMode.READ));
    const values = new Float32Array(target.getMappedRange().slice(0));
    target.unmap();
    return new ort.Tensor('float32', values, shape);
  }
}

function createResident(
  ort: Ort,
  session: InferenceSession,
  spec: ModelSpec,
  buffers: Buffers,
  note: string | null,
): Resident {
  const dims = inputShape(spec);
  const input = buffers.storage('Engine.input', wordsOf(dims));
  const feeds = { [spec.input.name]: ort.Tensor.fromGpuBuffer(input, { dataType: 'float32', dims }) };
  // a recorded run has outputs of its own; otherwise ours save it an allocation each time
  const fetches = note === null ? null : createOutputs(ort, session, spec, buffers);
  let held: Tensor[] = [];
  return {
    input,
    note,
    async run() {
      held.splice(0).forEach((tensor) => tensor.dispose());
      const results = fetches ? await session.run(feeds, fetches) : await session.run(feeds);
      if (!fetches) held = Object.values(results);
      return Object.fromEntries(
        Object.entries(results).map(([name, tensor]) => [name, { buffer: tensor.gpuBuffer, dims: tensor.dims }]),
      );
    },
  };
}

/** null where the model leaves a shape open. */
function createOutputs(
  ort: Ort,
  session: InferenceSession,
  spec: ModelSpec,
  buffers: Buffers,
): Readonly<Record<string, Tensor>> | null {
  const outputs: Record<string, Tensor> = {};
  for (const { name } of spec.outputs) {
    const meta = session.outputMetadata.find((each) => each.name === name);
    if (!meta?.isTensor || meta.type !== 'float32') return null;
    const dims = meta.shape.filter((size): size is number => typeof size === 'number' && size > 0);
    if (dims.length !== meta.shape.length) return null;
    const buffer = buffers.storage('Engine.output', wordsOf(dims));
    outputs[name] = ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims });
  }
  return outputs;
}

/** ONNX Runtime wants whole vectors of four. */
function wordsOf(dims: readonly number[]): number {
  return Math.ceil(dims.reduce((product, each) => product * each, 1) / 4) * 4;
}
