import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { Broken } from '../../../src/core/onnx/protobuf.ts';
import { handedOn } from '../../../src/core/onnx/handed-on.ts';
import { elementsOf, type TensorPort } from '../../../src/core/tensor/tensor.ts';
import { createBuffers, type Buffers } from '../../gpu/buffers.ts';
import { wordsOf, type BoundOptions, type BoundSession, type GpuTensor, type ModelContent } from '../port.ts';
import { portsOf } from '../ort/ports.ts';
import { createSession } from './create-session.ts';
import { createFeeds, isElementType } from '../ort/feeds.ts';
import { runError } from '../ort/session-error.ts';
import type { Ort } from './ort.ts';
import { turns } from './turns.ts';
import { untilClosed } from '../until-closed.ts';

type OrtTensors = Readonly<Record<string, Tensor>>;

/**
 * A session whose inputs and outputs stay on the device (IO binding). Where every node is a WebGPU one its run is recorded
 * once and replayed, if asked for. Only what is dispatched is recorded, and no copy: an output that is a copy of another value would stay as
 * it was in the first run.
 * @throws PerPixelError `model-invalid`, `model-too-large`
 */
export async function openBound(
  ort: Ort,
  content: ModelContent,
  { device, inputs: shapes, outputs: names, graphCapture }: BoundOptions,
): Promise<BoundSession> {
  const open = (enableGraphCapture: boolean): Promise<InferenceSession> =>
    createSession(
      ort,
      content,
      { inputs: shapes },
      {
        executionProviders: [{ name: 'webgpu', device }],
        graphOptimizationLevel: 'all',
        preferredOutputLocation: 'gpu-buffer',
        enableGraphCapture,
      },
    );
  const recorded = graphCapture && !copiesAny(names, content.bytes);
  let note = recorded ? null : whyNot(graphCapture);
  const session = await open(recorded).catch(async (cause: unknown) => {
    if (!recorded) throw cause;
    note = 'not every node of the model runs on WebGPU, so that its run is not recorded';
    return open(false);
  });
  const buffers = createBuffers(device);
  const outputs = portsOf(session.outputMetadata);
  const wrap = ({ buffer, type, dims }: GpuTensor): Tensor =>
    ort.Tensor.fromGpuBuffer(buffer, { dataType: type as 'float32', dims });
  const feeds = createFeeds(wrap);
  // a recorded run has outputs of its own; otherwise ours save it an allocation each time
  const own = note === null ? null : createOutputs(names, outputs, buffers);
  const fetches = own && Object.fromEntries(Object.entries(own).map(([name, tensor]) => [name, wrap(tensor)]));
  let held: Tensor[] = [];
  return {
    note,
    inputs: portsOf(session.inputMetadata),
    outputs,
    ...untilClosed<Readonly<Record<string, GpuTensor>>>(
      {
        async run(inputs) {
          held.splice(0).forEach((tensor) => tensor.dispose());
          const results = await turns.run(() => session.run(feeds(inputs), fetches ?? names));
          if (own) return own;
          held = Object.values(results);
          return toGpuTensors(results);
        },
        async close() {
          await turns.run(() => session.release());
          buffers.destroy();
        },
      },
      runError,
    ),
  };
}

/** Of a file that is none the library says itself what is wrong. */
function copiesAny(outputs: readonly string[], file: Uint8Array): boolean {
  try {
    const copied = handedOn(file);
    return outputs.some((name) => copied.has(name));
  } catch (error) {
    if (error instanceof Broken) return false;
    throw error;
  }
}

function whyNot(graphCapture: boolean): string | null {
  return graphCapture
    ? 'an output is a copy of another value, which a recorded run would not make anew'
    : 'a recorded run is no faster here';
}

/** null where the model leaves a shape open. */
function createOutputs(
  names: readonly string[],
  ports: readonly TensorPort[],
  buffers: Buffers,
): Record<string, GpuTensor> | null {
  const outputs: Record<string, GpuTensor> = {};
  for (const name of names) {
    const port = ports.find((each) => each.name === name);
    if (port?.type !== 'float32') return null;
    const dims = port.dims.filter((size): size is number => typeof size === 'number' && size > 0);
    if (dims.length !== port.dims.length) return null;
    const buffer = buffers.storage('BoundSession.output', wordsOf(elementsOf(dims)));
    outputs[name] = { type: port.type, dims, buffer };
  }
  return outputs;
}

function toGpuTensors(results: OrtTensors): Record<string, GpuTensor> {
  const outputs: Record<string, GpuTensor> = {};
  for (const [name, { type, dims, gpuBuffer }] of Object.entries(results)) {
    if (isElementType(type)) outputs[name] = { type, dims, buffer: gpuBuffer };
  }
  return outputs;
}
