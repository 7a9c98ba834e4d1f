import { proxy, transfer } from 'comlink';
import type { OpenOptions, PipelineInfo } from '../../src/protocol/live.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import { Worker } from '../../src/platform/start-worker.ts';
import {
  memoryBuffers,
  type TimedInference,
  type LabellingApi,
  type LabellingRequest,
  type LabellingResult,
  type Memory,
} from './labelling-api.ts';
import { endWorker, ownWorker } from './owned-worker.ts';

/** A worker that labels, seen from the analysis worker. One that died stays dead: start another. */
export interface LabellingWorker {
  readonly info: PipelineInfo;
  /** Takes the frame. */
  label(frame: VideoFrame, request: LabellingRequest): Promise<LabellingResult>;
  /** Inference alone. Takes the frame, and the memory. */
  infer(frame: VideoFrame, memory: Memory, request: LabellingRequest): Promise<TimedInference>;
  /** Ends the worker, as a crash would. Twice is harmless. */
  close(): void;
}

/** @throws PerPixelError with the codes of models and backends, `worker-crashed` */
export async function startLabelling(
  options: OpenOptions,
  onProgress: (progress: Progress) => void,
): Promise<LabellingWorker> {
  const link = ownWorker<LabellingApi>(
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
