import { createLabelMap } from '../../src/core/labels/label-map.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import { emptyTimings } from '../../src/core/metrics/metrics.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import { createPostprocess, type Postprocess, type TaskModel } from '../pipeline/cpu/postprocess.ts';
import { STAGES } from '../pipeline/stages.ts';
import { taskOf } from '../tasks/tasks.ts';
import { stopwatch } from '../pipeline/stopwatch.ts';
import { buffersOf, memoryBuffers, memoryOf, toResult, wantsResults, type PostprocessApi } from './labelling-api.ts';
import { reply } from './analysis-reply.ts';

/** Makes label maps of scores, in the order in which they come. */
export function createPostprocessService(): PostprocessApi {
  let open: (TaskModel & { readonly postprocess: Postprocess }) | null = null;
  let refine: RefineOptions | false = false;
  return {
    open: (spec: ModelSpec, options) =>
      reply(async () => {
        refine = options;
        const model = { spec, task: taskOf(spec) };
        open = { ...model, postprocess: createPostprocess(model, STAGES) };
        return null;
      }),
    postprocess: (inferred, inference, request) =>
      reply(
        async () => {
          if (!open) throw new Error('nothing is open');
          const size = inferred.frame;
          const { postprocess } = open;
          if (request.streamed === 'first') postprocess.reset();
          const into = request.labels
            ? { into: (pixels: number) => createLabelMap(inferred.scores.classes, pixels) }
            : {};
          const streamed = request.streamed !== 'no';
          const options = { size, refine, streamed, results: wantsResults(open, request), ...into };
          const labelled = postprocess.run(inferred, options, stopwatch(emptyTimings()));
          return {
            result: toResult({ ...open, sampler: postprocess.sampler }, labelled, request, inference),
            memory: memoryOf(inferred),
          };
        },
        ({ result, memory }) => [...buffersOf(result), ...memoryBuffers(memory)],
      ),
  };
}
