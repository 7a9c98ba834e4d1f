import { transfer } from 'comlink';
import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import { WorkerLink } from '../../src/link/worker-link.ts';
import type { ThreadInfo, ThreadOpenOptions } from '../../src/protocol/threads.ts';
import { startThread } from '../../src/threads/thread.ts';
import {
  inferenceBuffers,
  memoryBuffers,
  type LabellingWorker,
  type PostprocessApi,
  type PostprocessWorker,
} from '../video/labelling-api.ts';
import type { PoolWorkers } from '../video/pool.ts';
import type { LabellingThreadApi } from './labelling-thread.ts';
import type { SharedFrame } from './shared-frame.ts';

/** The threads of an analysis: on the processor one a core, on a graphics device one. */
export function labelThreads(options: ThreadOpenOptions): PoolWorkers<SharedFrame, ThreadInfo> {
  return {
    first: (onProgress) => startLabelling(options, onProgress),
    another: ({ backend }, onProgress) => startLabelling({ ...options, backend }, onProgress),
    most: ({ backend }) => (backend === 'cpu' ? options.sessions : 1),
    async postprocess(spec, refine): Promise<PostprocessWorker> {
      const link = new WorkerLink<PostprocessApi>(
        thread('postprocess', () => undefined),
        { kind: 'postprocess', crashed },
      );
      await link.open((api) => api.open(spec, refine));
      return {
        postprocess: ({ inferred, inference }, request) =>
          link.call((api) => api.postprocess(transfer(inferred, inferenceBuffers(inferred)), inference, request)),
        close: () => link.end(crashed('it was closed')),
      };
    },
  };
}

async function startLabelling(
  options: ThreadOpenOptions,
  onProgress: (progress: Progress) => void,
): Promise<LabellingWorker<SharedFrame, ThreadInfo>> {
  const link = new WorkerLink<LabellingThreadApi>(thread('labelling', onProgress), { kind: 'labelling', crashed });
  const info = await link.open((api) => api.open(options));
  return {
    info,
    label: (frame, request) => held(frame, () => link.call((api) => api.label(frame.picture, request))),
    infer: (frame, memory, request) =>
      held(frame, () => link.call((api) => api.infer(frame.picture, transfer(memory, memoryBuffers(memory)), request))),
    close: () => link.end(crashed('it was closed')),
  };
}

/** Its memory is this frame's until the thread has done with it. */
async function held<T>(frame: SharedFrame, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    frame.close();
  }
}

function thread(name: string, onProgress: (progress: Progress) => void) {
  return startThread<Progress>(new URL(`./${name}.js`, import.meta.url), `perpixel ${name}`, onProgress);
}

function crashed(why: string): PerPixelError {
  return new PerPixelError('worker-crashed', `A labelling thread stopped (${why}).`, 'Start the analysis again.');
}
