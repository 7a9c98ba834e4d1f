import { proxy, transfer } from 'comlink';
import type { OpenOptions, PipelineInfo } from '../../src/protocol/live.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import { Worker } from '../../src/platform/start-worker.ts';
import { memoryBuffers, type LabellingApi, type LabellingWorker } from './labelling-api.ts';
import { endWorker, ownWorker } from './owned-worker.ts';

/** @throws PerPixelError with the codes of models and backends, `worker-crashed` */
export async function startLabelling(
  options: OpenOptions,
  onProgress: (progress: Progress) => void,
): Promise<LabellingWorker<VideoFrame, PipelineInfo>> {
  const link = ownWorker<LabellingApi<VideoFrame, OpenOptions, PipelineInfo>>(
    new Worker(new URL('../entries/labelling.worker.ts', import.meta.url), {
      type: 'module',
      name: 'perpixel labelling',
    }),
  );
  const progress = proxy((at: Progress) => onProgress(at));
  const info = await link.open((api) => api.open(options, progress));
  return {
    info,
    label: (frame, request) => link.call((api) => api.label(transfer(frame, [frame]), request)),
    infer: (frame, memory, request) =>
      link.call((api) => api.infer(transfer(frame, [frame]), transfer(memory, memoryBuffers(memory)), request)),
    close: () => endWorker(link),
  };
}
