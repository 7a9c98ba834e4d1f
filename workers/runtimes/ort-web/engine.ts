import type { Tensor } from 'onnxruntime-web';
import type { Backend } from '../../../src/core/tuning/backend.ts';
import { SESSION_ON_WASM } from '../../../src/platform/start-image.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { hastened } from '../../gpu/hastened.ts';
import type { InputArray } from '../../stages/preprocess/preprocess.ts';
import { createGpuEngine, staysOnGpu } from './gpu-engine.ts';
import type { ModelFile } from '../../model/model-file.ts';
import { ports, type Ports } from './halves.ts';
import { inputShape } from './model-shapes.ts';
import { openSession } from './open-session.ts';
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
 * @param gpu is not used by a model of halves where the adapter has none
 * @param capture record a run on the GPU and replay it, where that can be had
 * @throws PerPixelError `model-invalid` where the file is no model, is not shaped as its manifest says, or cannot be run here;
 * `model-too-large`
 */
export async function createEngine(ort: Ort, file: ModelFile, gpu: Gpu | null, capture = true): Promise<Engine> {
  if (gpu && staysOnGpu(file)) return createGpuEngine(ort, file, gpu, capture);
  const { spec } = file;
  const onGpu = gpu && (!file.halves || gpu.device.features.has('shader-f16')) ? gpu : null;
  const session = await openSession(ort, file, {
    ...SESSION_ON_WASM,
    ...(onGpu ? { executionProviders: [{ name: 'webgpu', device: onGpu.device }], enableMemPattern: false } : {}),
  });
  const dims = inputShape(spec);
  const size = dims.reduce((product, each) => product * each, 1);
  const input = spec.input.type === 'uint8' ? new Uint8Array(size) : new Float32Array(size);
  const { feed, read }: Ports = ports(ort, session, spec, input, dims);
  return {
    backend: onGpu ? 'webgpu' : 'wasm',
    input,
    run: async () => {
      const running = session.run(feed());
      return read(await (onGpu ? hastened(onGpu.device, running) : running));
    },
    resident: null,
    close: () => session.release(),
  };
}
