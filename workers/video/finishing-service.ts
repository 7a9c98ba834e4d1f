import { createLabelMap } from '../../src/core/labels/label-map.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import { emptyTimings } from '../../src/core/metrics/metrics.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import { createPostprocess, type Postprocess } from '../pipeline/cpu/postprocess.ts';
import { STAGES } from '../pipeline/stages.ts';
import { stopwatch } from '../pipeline/stopwatch.ts';
import { holdLock } from '../link/hold-lock.ts';
import { buffersOf, memoryBuffers, memoryOf, toResult, type FinishingApi } from './labelling-api.ts';
import { reply } from './analysis-reply.ts';

/** Makes label maps of a model's answers, in the order in which they come. */
export function createFinishingService(): FinishingApi {
  let postprocess: Postprocess | null = null;
  let refine: RefineOptions | false = false;
  return {
    open: (spec: ModelSpec, options, lock) =>
      reply(async () => {
        await holdLock(lock);
        refine = options;
        postprocess = createPostprocess(spec, STAGES);
        return null;
      }),
    finish: (asked, inference, request) =>
      reply(
        async () => {
          if (!postprocess) throw new Error('nothing is open');
          const size = asked.frame;
          if (request.streamed === 'first') postprocess.reset();
          const into = request.labels ? { into: createLabelMap(asked.scores.classes, size.width * size.height) } : {};
          const options = { size, refine, streamed: request.streamed !== 'no', ...into };
          const labelled = postprocess.run(asked, options, stopwatch(emptyTimings()));
          return { result: toResult(labelled, request, inference), memory: memoryOf(asked) };
        },
        ({ result, memory }) => [...buffersOf(result), ...memoryBuffers(memory)],
      ),
  };
}
