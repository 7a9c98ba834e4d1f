import { inTurn } from '../../src/core/async/in-turn.ts';
import { Retries } from '../../src/link/retries.ts';
import type { Labelling } from '../../src/core/instances/instance.ts';
import { checkLabelling } from '../../src/core/instances/labelling.ts';
import { labellingOf } from '../../src/core/instances/suited.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import { remembers } from '../../src/core/refine/refine.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import { taskOf } from '../tasks/tasks.ts';
import { createPostprocessQueue, type PostprocessQueue } from './postprocess-queue.ts';
import { noMemory, type LabellingRequest, type LabellingResult, type LabellingWorker } from './labelling-api.ts';
import type { StartPostprocess } from './postprocess-queue.ts';
import { Signal } from './signal.ts';

/** A frame as a pool passes it on. */
export interface PoolFrame<Frame> {
  /** The same, for a worker that may die over it. */
  clone(): Frame;
  close(): void;
}

/** What every worker says of what it opened. */
export interface PoolInfo {
  readonly model: ModelSpec;
  readonly threads: number;
}

/** Where a pool's workers come from. */
export interface PoolWorkers<Frame, Info> {
  /** The first one finds out how the model is run here. */
  first(onProgress: (progress: Progress) => void): Promise<LabellingWorker<Frame, Info>>;
  /** @param like what the first one found. @param onProgress called once its script has come */
  another(like: Info, onProgress: () => void): Promise<LabellingWorker<Frame, Info>>;
  readonly postprocess: StartPostprocess;
  /** How many beside one another there is room for, and use. */
  most(like: Info): number;
}

export interface PoolOptions {
  readonly labelling?: Labelling | undefined;
  /** null: what the model's manifest says. */
  readonly refine: RefineOptions | false | null;
}

/**
 * Workers that label frames beside one another, each with one session on one thread: of several cores that makes more
 * frames a second than one session with as many threads, and pictures are read and label maps enlarged meanwhile. Where
 * frames are smoothed over time the workers only infer, and one more postprocesses their scores in order.
 */
export interface Pool<Frame, Info extends PoolInfo> {
  readonly info: Info;
  /** What is told apart. */
  readonly labelling: Labelling;
  /** Frames are smoothed over time, or things followed from one to the next: they belong in order. */
  readonly smoothed: boolean;
  /** Waits until a worker has room. */
  ready(): Promise<void>;
  /** Labels a frame; call it when `ready`. A worker that dies over it is replaced. Takes the frame. */
  label(frame: Frame, request: LabellingRequest): Promise<LabellingResult>;
  close(): void;
}

/** A frame waits in front of each worker, so that none idles between two. */
const ROOM = 2;

interface Place<Frame, Info> {
  worker: LabellingWorker<Frame, Info>;
  busy: number;
}

export async function createPool<Frame extends PoolFrame<Frame>, Info extends PoolInfo>(
  options: PoolOptions,
  workers: PoolWorkers<Frame, Info>,
  onProgress: (progress: Progress) => void,
): Promise<Pool<Frame, Info>> {
  const first = await workers.first(onProgress);
  const { model } = first.info;
  try {
    checkLabelling(options.labelling, model);
  } catch (error) {
    first.close();
    throw error;
  }
  const refine = options.refine ?? model.refine ?? false;
  // a task that follows what it sees from frame to frame does so in one worker, which smooths too
  const follows = taskOf(model).createInference !== undefined;
  const smoothed = follows || remembers(refine);
  const most = follows ? 1 : workers.most(first.info);
  const another = (underWay: () => void = () => undefined): Promise<LabellingWorker<Frame, Info>> =>
    workers.another(first.info, underWay);
  const places: Place<Frame, Info>[] = [{ worker: first, busy: 0 }];
  const freed = new Signal();
  const ordered: PostprocessQueue | null =
    smoothed && !follows ? createPostprocessQueue(() => workers.postprocess(model, refine)) : null;
  let closed = false;
  // each once the script of the one before has come: of workers that load one script at the same time WebKit leaves all but
  // the first out of the service worker, so that they would find nothing where the server is gone
  for (const opened of await inTurn(most - 1, another)) {
    // fewer do as well
    if (opened.status === 'fulfilled') places.push({ worker: opened.value, busy: 0 });
  }

  const idlest = (): Place<Frame, Info> => places.reduce((least, each) => (each.busy < least.busy ? each : least));

  return {
    info: { ...first.info, threads: places.length === 1 ? first.info.threads : places.length },
    labelling: labellingOf(options.labelling ?? '', model),
    smoothed,
    async ready() {
      while (idlest().busy >= ROOM) await freed.wait();
    },
    async label(frame, request) {
      try {
        const single = request.streamed === 'no' || !ordered;
        if (single) return await surviving((worker) => worker.label(frame.clone(), request));
        return await ordered.run((memory) => {
          let mine = memory;
          return surviving((worker) => {
            const given = mine;
            // a worker that died took it along
            mine = noMemory();
            return worker.infer(frame.clone(), given, request);
          });
        }, request);
      } finally {
        frame.close();
      }
    },
    close() {
      closed = true;
      for (const { worker } of places) worker.close();
      ordered?.close();
      freed.notify();
    },
  };

  /** Gives a worker something to do; if the worker dies over it, another one. */
  async function surviving<T>(task: (worker: LabellingWorker<Frame, Info>) => Promise<T>): Promise<T> {
    const retries = new Retries();
    for (;;) {
      const place = idlest();
      const { worker } = place;
      place.busy += 1;
      try {
        return await task(worker);
      } catch (error) {
        if (closed || !retries.again(error)) throw error;
        await replace(place, worker);
      } finally {
        place.busy -= 1;
        freed.notify();
      }
    }
  }

  /** Several frames may find the same worker dead; the first one replaces it. */
  async function replace(place: Place<Frame, Info>, dead: LabellingWorker<Frame, Info>): Promise<void> {
    if (place.worker !== dead) return;
    const next = another();
    place.worker = {
      ...dead,
      label: async (frame, request) => (await next).label(frame, request),
      infer: async (frame, memory, request) => (await next).infer(frame, memory, request),
    };
    try {
      const worker = await next;
      if (closed) worker.close();
      place.worker = worker;
    } catch (error) {
      // the next frame finds the dead one again, and tries to replace it
      place.worker = dead;
      throw error;
    }
  }
}
