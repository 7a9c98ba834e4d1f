import { Retries, workerDied } from '../../src/link/retries.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import { OnDemand } from '../../src/core/async/on-demand.ts';
import { startPostprocess, type PostprocessWorker } from './postprocess-worker.ts';
import {
  noMemory,
  type TimedInference,
  type LabellingRequest,
  type LabellingResult,
  type Memory,
} from './labelling-api.ts';

/** Postprocesses frames in the order of their calls, while later ones are still inferred. */
export interface PostprocessQueue {
  /** @param infer runs the model; called again where the worker that postprocesses dies over its result */
  run(infer: Infer, request: LabellingRequest): Promise<LabellingResult>;
  close(): void;
}

type Infer = (memory: Memory) => Promise<TimedInference>;

/** One worker; one that dies is replaced, and smoothing begins anew. */
export function createPostprocessQueue(spec: ModelSpec, refine: RefineOptions | false): PostprocessQueue {
  const worker = new OnDemand<PostprocessWorker>(() => startPostprocess(spec, refine));
  let fresh = true;
  /** Of frames that are done. */
  const spare: Memory[] = [];
  let closed = false;
  let before: Promise<unknown> = Promise.resolve();

  const memory = (): Memory => spare.pop() ?? noMemory();

  async function postprocess(
    first: Promise<TimedInference>,
    infer: Infer,
    request: LabellingRequest,
  ): Promise<LabellingResult> {
    const retries = new Retries();
    for (let next = first; ; next = infer(memory())) {
      const inferred = await next;
      try {
        const own = await worker.get();
        const streamed = fresh ? 'first' : request.streamed;
        fresh = false;
        const { result, memory: free } = await own.postprocess(inferred, { ...request, streamed });
        spare.push(free);
        return result;
      } catch (error) {
        if (workerDied(error)) {
          worker.forget();
          fresh = true;
        }
        if (closed || !retries.again(error)) throw error;
      }
    }
  }

  return {
    run(infer, request) {
      const first = infer(memory());
      // a rejection is met where its turn comes
      first.catch(() => undefined);
      const mine = before.then(() => postprocess(first, infer, request));
      before = mine.catch(() => undefined);
      return mine;
    },
    close() {
      closed = true;
      void worker.current?.then(
        (own) => own.close(),
        () => undefined,
      );
    },
  };
}
