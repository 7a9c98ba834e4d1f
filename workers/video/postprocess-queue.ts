import { Retries, workerDied } from '../../src/link/retries.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import { OnDemand } from '../../src/core/async/on-demand.ts';
import {
  noMemory,
  type TimedInference,
  type LabellingRequest,
  type LabellingResult,
  type Memory,
  type PostprocessWorker,
} from './labelling-api.ts';

/** Postprocesses frames in the order of their calls, while later ones are still inferred. */
export interface PostprocessQueue {
  /** @param infer runs the model; called again where the worker that postprocesses dies over its result */
  run(infer: Infer, request: LabellingRequest): Promise<LabellingResult>;
  close(): void;
}

/** @throws PerPixelError `worker-crashed` */
export type StartPostprocess = (spec: ModelSpec, refine: RefineOptions | false) => Promise<PostprocessWorker>;

type Infer = (memory: Memory) => Promise<TimedInference>;

/** One worker; one that dies is replaced, and smoothing begins anew. */
export function createPostprocessQueue(start: () => Promise<PostprocessWorker>): PostprocessQueue {
  const worker = new OnDemand(start);
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
