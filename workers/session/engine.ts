import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { PerPixelError } from '../../src/shared/errors.ts';
import type { ModelSpec, OutputSpec } from '../../src/shared/manifest.ts';
import type { Backend } from '../../src/shared/protocol.ts';
import type { InputArray } from '../stages/preprocess/preprocess.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { ModelFile } from './model-file.ts';
import type { Ort } from './runtime.ts';
import { gridOf } from './tensors.ts';

/** A model ready to run. Calls to `run` must not overlap. */
export interface Engine {
  readonly backend: Backend;
  /** Fill it, then `run`. The model's input, in its own layout. */
  readonly input: InputArray;
  run(): Promise<Readonly<Record<string, Tensor>>>;
  close(): Promise<void>;
}

/** @throws PerPixelError `model-invalid` where the file is no model or is not shaped as its manifest says */
export async function createEngine(ort: Ort, { spec, bytes }: ModelFile, gpu: Gpu | null): Promise<Engine> {
  const session = await ort.InferenceSession.create(bytes, {
    executionProviders: gpu ? [{ name: 'webgpu', device: gpu.device }] : ['wasm'],
    graphOptimizationLevel: 'all',
  }).catch((cause: unknown) => {
    throw new PerPixelError(
      'model-invalid',
      `The file of the model "${spec.id}" cannot be read as an ONNX model.`,
      'Export it again, or name another file in the manifest.',
      { cause },
    );
  });
  try {
    checkShapes(session, spec);
  } catch (error) {
    await session.release();
    throw error;
  }
  const dims = inputShape(spec);
  const size = dims.reduce((product, each) => product * each, 1);
  const input = spec.input.type === 'uint8' ? new Uint8Array(size) : new Float32Array(size);
  const feeds = { [spec.input.name]: new ort.Tensor(spec.input.type, input, dims) };
  return {
    backend: gpu ? 'webgpu' : 'wasm',
    input,
    run: () => session.run(feeds),
    close: () => session.release(),
  };
}

function inputShape({ input }: ModelSpec): number[] {
  const { width, height } = input;
  return input.layout === 'NCHW' ? [1, 3, height, width] : [1, height, width, 3];
}

function checkShapes(session: InferenceSession, spec: ModelSpec): void {
  const input = session.inputMetadata.find((each) => each.name === spec.input.name);
  if (!input) throw wrong(`it has no input "${spec.input.name}" (its inputs: ${session.inputNames.join(', ')})`);
  if (input.isTensor) {
    const expected = inputShape(spec);
    const fits =
      input.shape.length === expected.length &&
      input.shape.every((size, index) => isOpen(size) || size === expected[index]);
    if (!fits) {
      throw wrong(`its input has the shape [${input.shape.join(', ')}], the manifest says [${expected.join(', ')}]`);
    }
    if (input.type !== spec.input.type) throw wrong(`its input is ${input.type}, the manifest says ${spec.input.type}`);
  }
  spec.outputs.forEach((head) => checkOutput(session, head));
}

/** What the model leaves open shows with the first frame. */
function checkOutput(session: InferenceSession, head: OutputSpec): void {
  const output = session.outputMetadata.find((each) => each.name === head.name);
  if (!output) throw wrong(`it has no output "${head.name}" (its outputs: ${session.outputNames.join(', ')})`);
  if (!output.isTensor) return;
  if (head.kind !== 'class-ids' && output.type !== 'float32') {
    throw wrong(`its output "${head.name}" holds ${output.type}, where “${head.kind}” are float32`);
  }
  const [batch, ...rest] = output.shape;
  const dims = [isOpen(batch) ? 1 : batch, ...rest];
  if (!dims.some(isOpen)) gridOf(head, dims.map(Number));
}

function isOpen(size: number | string | undefined): boolean {
  return typeof size !== 'number' || size < 0;
}

function wrong(what: string): PerPixelError {
  return new PerPixelError(
    'model-invalid',
    `The model is not what its manifest says: ${what}.`,
    'Correct the manifest, or name another file.',
  );
}
