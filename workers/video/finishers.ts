import { Retries, workerDied } from '../../src/link/retries.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import { OnDemand } from '../../src/core/async/on-demand.ts';
import { startFinishing, type FinishingWorker } from './finishing-worker.ts';
import { noMemory, type Answered, type LabellingRequest, type LabellingResult, type Memory } from './labelling-api.ts';

/** Finishes answers in the order in which they were asked for, while later ones are still being asked for. */
export interface Finishers {
  /** @param ask asks the model; again, should the worker that finishes die over its answer. */
  finish(ask: Ask, request: LabellingRequest): Promise<LabellingResult>;
  close(): void;
}

type Ask = (memory: Memory) => Promise<Answered>;

/** One worker; one that dies is replaced, and smoothing begins anew. */
export function createFinishers(spec: ModelSpec, refine: RefineOptions | false): Finishers {
  const worker = new OnDemand<FinishingWorker>(() => startFinishing(spec, refine));
  let fresh = true;
  /** Of frames that are done. */
  const spare: Memory[] = [];
  let closed = false;
  let before: Promise<unknown> = Promise.resolve();

  const memory = (): Memory => spare.pop() ?? noMemory();

  async function finish(first: Promise<Answered>, ask: Ask, request: LabellingRequest): Promise<LabellingResult> {
    const retries = new Retries();
    for (let next = first; ; next = ask(memory())) {
      const answered = await next;
      try {
        const own = await worker.get();
        const streamed = fresh ? 'first' : request.streamed;
        fresh = false;
        const finished = await own.finish(answered, { ...request, streamed });
        spare.push(finished.memory);
        return finished.result;
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
    finish(ask, request) {
      const first = ask(memory());
      // whoever waits for its turn hears of it
      first.catch(() => undefined);
      const mine = before.then(() => finish(first, ask, request));
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
