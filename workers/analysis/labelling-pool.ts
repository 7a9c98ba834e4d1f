import { PerPixelError } from '../../src/shared/errors.ts';
import type { OpenOptions, PipelineInfo, Progress } from '../../src/shared/protocol.ts';
import type { RefineOptions } from '../../src/shared/refine.ts';
import type { LabellingRequest, LabellingResult } from './labelling-api.ts';
import { startLabelling, type LabellingWorker } from './labelling-worker.ts';
import { Signal } from './signal.ts';

/**
 * Workers that label frames beside one another, each with one session on one thread: of several cores that makes more
 * frames a second than one session with as many threads, and pictures are read and label maps enlarged meanwhile.
 */
export interface LabellingPool {
  readonly info: PipelineInfo;
  /** Frames are smoothed over time, and so belong in order. */
  readonly smoothed: boolean;
  /** Waits until a worker has room. */
  ready(): Promise<void>;
  /** Labels a frame; call it when `ready`. A worker that dies over it is replaced. Takes the frame. */
  label(frame: VideoFrame, request: LabellingRequest): Promise<LabellingResult>;
  close(): void;
}

/** More workers mostly cost memory. */
const MOST = 4;
/** A frame waits in front of each worker, so that none idles between two. */
const ROOM = 2;
/** How often a frame may take a worker with it. */
const TRIES = 3;

interface Place {
  worker: LabellingWorker;
  busy: number;
}

/** Frames that are smoothed over time are labelled by one worker, in order. */
export async function createLabellingPool(
  options: OpenOptions,
  onProgress: (progress: Progress) => void,
  most = MOST,
): Promise<LabellingPool> {
  const open = isSmoothed(options.refine) ? options : { ...options, threads: 1 };
  const first = await startLabelling(open, onProgress);
  const smoothed = isSmoothed(options.refine ?? first.info.model.refine);
  const alone = smoothed || first.info.backend === 'webgpu';
  const cores = alone ? 1 : Math.min(most, navigator.hardwareConcurrency);
  // the first one has found the backend
  const others = Array.from({ length: cores - 1 }, () =>
    startLabelling({ ...open, backend: first.info.backend }, () => undefined),
  );
  const places: Place[] = [{ worker: first, busy: 0 }];
  const freed = new Signal();
  let closed = false;
  for (const worker of await Promise.all(others)) places.push({ worker, busy: 0 });

  const idlest = (): Place => places.reduce((least, each) => (each.busy < least.busy ? each : least));

  return {
    info: { ...first.info, threads: cores === 1 ? first.info.threads : cores },
    smoothed,
    async ready() {
      while (idlest().busy >= ROOM) await freed.wait();
    },
    async label(frame, request) {
      try {
        for (let tries = 1; ; tries += 1) {
          const place = idlest();
          const { worker } = place;
          place.busy += 1;
          try {
            return await worker.label(frame.clone(), request);
          } catch (error) {
            const died = error instanceof PerPixelError && error.code === 'worker-crashed';
            if (!died || closed || tries >= TRIES) throw error;
            await replace(place, worker);
          } finally {
            place.busy -= 1;
            freed.notify();
          }
        }
      } finally {
        frame.close();
      }
    },
    close() {
      closed = true;
      for (const { worker } of places) worker.close();
      freed.notify();
    },
  };

  /** Several frames may find the same worker dead; the first one replaces it. */
  async function replace(place: Place, dead: LabellingWorker): Promise<void> {
    if (place.worker !== dead) return;
    const next = startLabelling({ ...open, backend: first.info.backend }, () => undefined);
    place.worker = { ...dead, label: async (frame, request) => (await next).label(frame, request) };
    const worker = await next;
    if (closed) worker.close();
    place.worker = worker;
  }
}

function isSmoothed(refine: RefineOptions | false | null | undefined): boolean {
  return Boolean(refine && refine.temporal);
}
