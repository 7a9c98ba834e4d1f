import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import { inputDims } from '../../src/core/manifest/model-input.ts';
import { elementsOf, type Tensor } from '../../src/core/tensor/tensor.ts';
import { createBuffers } from '../gpu/buffers.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { hastened } from '../gpu/hastened.ts';
import { wordsOf, type GpuTensor, type LoadedRuntime, type ModelContent } from '../runtimes/port.ts';
import type { Engine, Resident } from './engine.ts';
import { feedOf, ownFeeds } from './feeds.ts';
import { createHeads } from './heads.ts';
import { taskOf } from '../tasks/tasks.ts';
import type { ModelFile } from './model-file.ts';
import { openChecked } from './open-checked.ts';

const FLOAT = 4;

/** Whether input and outputs can be buffers that our shaders read: floats all over, and the whole picture at once. */
export function staysOnGpu({ spec, halves, integers }: ModelFile): boolean {
  const task = taskOf(spec);
  if (task.createInference) return false;
  const whole = integers || task.reads(spec).some((each) => each.whole);
  return !halves && !whole && spec.input.type === 'float32';
}

/** A model on the shared device whose input and outputs stay there, and are read back for whoever wants them in memory. */
export async function createGpuEngine(
  spec: ModelSpec,
  files: { readonly model: ModelContent; heads(): Promise<ModelContent> },
  open: NonNullable<LoadedRuntime['openBound']>,
  { device }: Gpu,
  graphCapture: boolean,
): Promise<Engine> {
  const task = taskOf(spec);
  const session = await openChecked(spec, (ports) => open(files.model, { device, ...ports, graphCapture }));
  const dims = inputDims(spec.input);
  const input = new Float32Array(elementsOf(dims));
  const buffers = createBuffers(device);
  const buffer = buffers.storage('Engine.input', wordsOf(input.length));
  const fed = ownFeeds(spec);
  const inputs: Record<string, GpuTensor> = { [spec.input.name]: { type: 'float32', dims, buffer } };
  for (const [name, { type, dims: own, data }] of Object.entries(fed)) {
    inputs[name] = { type, dims: own, buffer: buffers.storage('Engine.feed', wordsOf(data.length)) };
    device.queue.writeBuffer(inputs[name].buffer, 0, data);
  }
  // what they read may be elsewhere in the next run, which a recorded one would not see
  const heads = createHeads<GpuTensor>(spec, session, async (ports) =>
    open(await files.heads(), { device, ...ports, graphCapture: false }),
  );
  const resident: Resident = {
    input: buffer,
    note: session.note,
    async run(wanted = false) {
      const outputs = await session.run(inputs);
      return wanted && heads ? { ...outputs, ...(await heads.run(outputs)) } : outputs;
    },
  };
  const staging = new Map<string, GPUBuffer>();
  let closed = false;

  return {
    device: 'gpu',
    input,
    networks: {},
    resident,
    feed(name, data) {
      feedOf(fed, name, data);
      device.queue.writeBuffer(inputs[name]!.buffer, 0, data);
    },
    async run(wanted = false) {
      device.queue.writeBuffer(buffer, 0, input);
      const read = task.reads(spec).filter(({ ofHeads }) => wanted || !ofHeads);
      const found = await resident.run(wanted);
      const outputs = read.flatMap(({ name }) => (found[name] ? [[name, found[name]] as const] : []));
      const tensors = await Promise.all(
        outputs.map(async ([name, output]) => [name, await readBack(name, output)] as const),
      );
      return Object.fromEntries(tensors);
    },
    async close() {
      if (closed) return;
      closed = true;
      await heads?.close();
      await session.close();
      buffers.destroy();
      staging.forEach((each) => each.destroy());
    },
  };

  async function readBack(name: string, output: GpuTensor): Promise<Tensor> {
    const size = elementsOf(output.dims) * FLOAT;
    let target = staging.get(name);
    if (target?.size !== size) {
      target?.destroy();
      target = device.createBuffer({
        label: 'Engine.staging',
        size,
        usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
      });
      staging.set(name, target);
    }
    const encoder = device.createCommandEncoder({ label: 'Engine.readBack' });
    encoder.copyBufferToBuffer(output.buffer, 0, target, 0, size);
    device.queue.submit([encoder.finish()]);
    await hastened(device, target.mapAsync(GPUMapMode.READ));
    const data = new Float32Array(target.getMappedRange().slice(0));
    target.unmap();
    return { type: 'float32', dims: output.dims, data };
  }
}
