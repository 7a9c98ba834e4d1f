import { transfer } from 'comlink';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import { Worker } from '../../src/platform/start-worker.ts';
import {
  answerBuffers,
  type Answered,
  type Finished,
  type FinishingApi,
  type LabellingRequest,
} from './labelling-api.ts';
import { endWorker, ownWorker } from './owned-worker.ts';

/** The worker that finishes answers in order, seen from the analysis worker. One that died stays dead. */
export interface FinishingWorker {
  /** Takes the answer's memory. */
  finish(answered: Answered, request: LabellingRequest): Promise<Finished>;
  close(): void;
}

/** @throws PerPixelError `worker-crashed` */
export async function startFinishing(spec: ModelSpec, refine: RefineOptions | false): Promise<FinishingWorker> {
  const link = ownWorker<FinishingApi>(
    new Worker(new URL('../entries/finishing.worker.ts', import.meta.url), {
      type: 'module',
      name: 'perpixel finishing',
    }),
  );
  const close = (): void => endWorker(link);
  try {
    await link.call((api) => api.open(spec, refine, link.lock));
    await link.watch();
    return {
      finish: ({ asked, inference }, request) =>
        link.call((api) => api.finish(transfer(asked, answerBuffers(asked)), inference, request)),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
