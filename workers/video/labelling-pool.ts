import { deviceOf } from '../../src/core/tuning/backend.ts';
import { MOST_AT_ONCE } from '../../src/core/tuning/memory.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import { receivePlaces } from '../../src/platform/places.ts';
import type { OpenOptions, PipelineInfo } from '../../src/protocol/live.ts';
import { startLabelling } from './labelling-worker.ts';
import { createPool, type Pool } from './pool.ts';
import { startPostprocess } from './postprocess-worker.ts';

/** A browser's pool. On a graphics device one worker labels. */
export type LabellingPool = Pool<VideoFrame, PipelineInfo>;

export function createLabellingPool(
  options: OpenOptions,
  onProgress: (progress: Progress) => void,
  most = options.sessions ?? MOST_AT_ONCE,
): Promise<LabellingPool> {
  // where the workers' scripts lie
  receivePlaces(options.wasm);
  const open = { ...options, threads: 1 };
  return createPool(
    options,
    {
      first: (hears) => startLabelling(open, hears),
      another: ({ backend }, hears) => startLabelling({ ...open, backend }, hears),
      postprocess: startPostprocess,
      most: ({ backend }) => (deviceOf(backend) === 'gpu' ? 1 : Math.min(most, navigator.hardwareConcurrency)),
    },
    onProgress,
  );
}
