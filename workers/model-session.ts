import type { ModelSpec } from '../src/shared/manifest.ts';
import type { OpenOptions, PipelineInfo, Progress } from '../src/shared/protocol.ts';
import type { DeviceTally } from './gpu/device-tally.ts';
import { createLabeller, type Labeller } from './labeller.ts';
import { chooseBackend, type Chosen } from './session/choose-backend.ts';
import { loadModel, type ModelFile } from './session/model-file.ts';
import type { Resident } from './session/resident.ts';

export interface ModelSession {
  readonly spec: ModelSpec;
  readonly info: PipelineInfo;
  readonly labeller: Labeller;
  /** Where frames can stay on the GPU from the picture to the canvas; else null. */
  readonly graphics: Graphics | null;
  /** Resolves with the reason when the graphics device is lost; never on WASM. */
  readonly lost: Promise<string>;
  close(): Promise<void>;
}

export interface Graphics {
  readonly device: GPUDevice;
  readonly tally: DeviceTally;
  readonly resident: Resident;
}

export interface ModelLoader {
  open(): Promise<ModelSession>;
}

/** Downloads a model once; each `open` makes a session of it, as after a lost device. */
export async function createModelLoader(
  options: OpenOptions,
  onProgress: (progress: Progress) => void,
): Promise<ModelLoader> {
  const file = await loadModel(options, onProgress);
  return {
    async open() {
      const { backend, live, threads, wasm } = options;
      const chosen = await chooseBackend(file, { backend, live, threads, assets: wasm, onProgress });
      return toSession(file, chosen);
    },
  };
}

async function toSession({ spec }: ModelFile, chosen: Chosen): Promise<ModelSession> {
  const { engine, gpu, reason, adapter, threads } = chosen;
  let closed = false;
  const lost = new Promise<string>((resolve) => {
    const tell = (reason: string): void => {
      if (!closed) resolve(reason);
    };
    void gpu?.device.lost.then((info) => tell(info.message || info.reason));
    // a refused command leaves a frame undrawn: a new device is safer than one that goes on so
    gpu?.device.addEventListener('uncapturederror', ({ error }) => tell(error.message));
  });
  return {
    spec,
    info: { model: spec, backend: engine.backend, reason, adapter, threads },
    labeller: createLabeller(spec, engine),
    graphics: gpu && engine.resident && { device: gpu.device, tally: gpu.tally, resident: engine.resident },
    lost,
    async close() {
      if (closed) return;
      closed = true;
      await engine.close().catch(() => undefined);
      gpu?.close();
    },
  };
}
