import { afterAll, afterEach } from 'vitest';
import { unwrap } from '../../../src/core/errors/errors.ts';
import type { ModelManifest } from '../../../src/core/manifest/manifest.ts';
import { DEFAULT_VIEW } from '../../../src/core/view/view.ts';
import type { Backend } from '../../../src/core/tuning/backend.ts';
import type { FrameReport, PipelineApi, PipelineInfo } from '../../../src/protocol/live.ts';
import type { RefineOptions } from '../../../src/core/refine/stages.ts';
import { SerialQueue } from '../../../src/core/async/serial-queue.ts';
import { createSharedModels } from '../../../workers/model/shared-models.ts';
import { createPipelineService } from '../../../workers/live/pipeline-service.ts';
import { createSignsOfLife } from '../../../workers/live/signs-of-life.ts';
import { contextOnce } from '../context-once.ts';
import { picture } from '../models/own-model.ts';

export interface Served {
  readonly api: PipelineApi;
  /** The session as it was announced last. */
  info(): PipelineInfo;
  present(frame: VideoFrame): Promise<FrameReport>;
}

const open: PipelineApi[] = [];
afterAll(() => Promise.all(open.splice(0).map((api) => api.close())));

/** The worker's own code on the test's page, where its device can be reached. */
export async function serve(
  model: string | ModelManifest,
  refine: RefineOptions | false = { temporal: 0.5 },
  backend: Backend = 'webgpu',
): Promise<Served> {
  const api = createPipelineService({
    queue: new SerialQueue(),
    models: createSharedModels(),
    signs: createSignsOfLife(),
  });
  open.push(api);
  const assets = new URL('/lib/', location.href).href;
  const address = typeof model === 'string' ? `${assets}models/${model}.json` : model;
  let info: PipelineInfo | null = null;
  const options = { model: address, backend, assets, wasm: null, refine, live: true };
  info = unwrap(
    await api.open(
      options,
      () => undefined,
      (next) => (info = next),
      () => undefined,
    ),
  );
  unwrap(await api.attach(contextOnce(new OffscreenCanvas(1, 1)), { ...DEFAULT_VIEW, opacity: 1 }));
  let seconds = 0;
  return {
    api,
    info: () => info!,
    present: async (frame) => {
      seconds += 0.03;
      return unwrap(await api.present(frame, { seconds, captured: null, truth: null }));
    },
  };
}

/** Left half red, right half blue. */
export async function halves(width = 64, height = 48): Promise<VideoFrame> {
  const bitmap = await createImageBitmap(picture(width, height, (x) => (x < width / 2 ? [255, 0, 0] : [0, 0, 255])));
  const frame = new VideoFrame(bitmap, { timestamp: 0 });
  bitmap.close();
  return frame;
}

/** Calls back with each device that the page is given from now on, until the test ends. */
export function onDevice(callback: (device: GPUDevice) => void): void {
  const original = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (this: GPUAdapter, ...parameters) {
    const device = await original.apply(this, parameters);
    callback(device);
    return device;
  };
  restore.push(() => (GPUAdapter.prototype.requestDevice = original));
}

const restore: (() => void)[] = [];
afterEach(() => restore.splice(0).forEach((each) => each()));
