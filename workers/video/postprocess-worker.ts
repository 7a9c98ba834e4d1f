import { transfer } from 'comlink';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import { Worker } from '../../src/platform/start-worker.ts';
import { inferenceBuffers, type PostprocessApi, type PostprocessWorker } from './labelling-api.ts';
import { endWorker, ownWorker } from './owned-worker.ts';

/** @throws PerPixelError `worker-crashed` */
export async function startPostprocess(spec: ModelSpec, refine: RefineOptions | false): Promise<PostprocessWorker> {
  const link = ownWorker<PostprocessApi>(
    new Worker(new URL('../entries/postprocess.worker.ts', import.meta.url), {
      type: 'module',
      name: 'perpixel postprocess',
    }),
  );
  await link.open((api) => api.open(spec, refine));
  return {
    postprocess: ({ inferred, inference }, request) =>
      link.call((api) => api.postprocess(transfer(inferred, inferenceBuffers(inferred)), inference, request)),
    close: () => endWorker(link),
  };
}
