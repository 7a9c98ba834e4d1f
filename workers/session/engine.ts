import type { Tensor } from 'onnxruntime-web';
import type { Backend } from '../../src/shared/protocol.ts';
import { SESSION_ON_WASM } from '../../src/shared/start-image.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { InputArray } from '../stages/preprocess/preprocess.ts';
import { createGpuEngine, staysOnGpu } from './gpu-engine.ts';
import type { ModelFile } from './model-file.ts';
import { checkShapes, inputShape, unreadable } from './model-shapes.ts';
import type { Resident } from './resident.ts';
import type { Ort } from './runtime.ts';

/** A model ready to run. Calls to `run` must not overlap, nor may they with those of `resident`. */
export interface Engine {
  readonly backend: Backend;
  /** Fill it, then `run`. The model's input, in its own layout. */
  readonly input: InputArray;
  run(): Promise<Readonly<Record<string, Tensor>>>;
  /** The same model with input and outputs on the GPU; null where it cannot be had so. */
  readonly resident: Resident | null;
  close(): Promise<void>;
}

/**
 * @param capture record a run on the GPU and replay it, where that can be had
 * @throws PerPixelError `model-invalid` where the file is no model or is not shaped as its manifest says
 */
export async function createEngine(ort: Ort, file: ModelFile, gpu: Gpu | null, capture = true): Promise<Engine> {
  if (gpu && staysOnGpu(file.spec)) return createGpuEngine(ort, file, gpu, capture);
  const { spec, bytes } = file;
  const session = await ort.InferenceSession.create(bytes, {
    ...SESSION_ON_WASM,
    ...(gpu ? { executionProviders: [{ name: 'webgpu', device: gpu.device }], enableMemPattern: false } : {}),
  }).catch((cause: unknown) => {
    throw unreadable(spec.id, cause);
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
    resident: null,
    close: () => session.release(),
  };
}
