import { createLabelMap } from '../../src/core/labels/label-map.ts';
import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { Size } from '../../src/core/geometry/fit.ts';
import { checkFrame } from '../../src/core/geometry/frame-budget.ts';
import { emptyTimings } from '../../src/core/metrics/metrics.ts';
import { looks } from '../../src/core/refine/refine.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import { SerialQueue } from '../../src/core/async/serial-queue.ts';
import { inferenceError } from '../pipeline/inference-error.ts';
import type { Labeller } from '../pipeline/cpu/labeller.ts';
import type { Inferred, TaskModel } from '../pipeline/cpu/postprocess.ts';
import {
  inferenceBuffers,
  buffersOf,
  toResult,
  wantsResults,
  type TimedInference,
  type LabellingApi,
  type LabellingRequest,
  type LabellingResult,
  type Memory,
} from './labelling-api.ts';
import { reply } from './analysis-reply.ts';

/** A model that is open, as far as frames are labelled with it. */
export interface LabellingSession<Frame, Info> extends TaskModel {
  readonly info: Info;
  readonly labeller: Labeller<Frame>;
  /** Resolves with the reason when its device is lost. */
  readonly lost: Promise<string>;
  close(): Promise<void>;
}

/** Opens a model, and again where its device was lost. */
interface Loader<Frame, Info> {
  open(): Promise<LabellingSession<Frame, Info>>;
}

/** What differs between the places that frames are labelled in. */
export interface LabellingPlace<Frame, Options, Info> {
  load(options: Options, onProgress: (progress: Progress) => void): Loader<Frame, Info>;
  /** As shown. */
  sizeOf(frame: Frame): Size;
  /** Lets go of a frame that was labelled. */
  close(frame: Frame): void;
}

/** Labels one frame after the other, each to the end before the next one begins. */
export function createLabellingService<Frame, Options extends { readonly refine: RefineOptions | false | null }, Info>(
  place: LabellingPlace<Frame, Options, Info>,
): LabellingApi<Frame, Options, Info> {
  type Session = LabellingSession<Frame, Info>;
  const queue = new SerialQueue();
  let loader: Loader<Frame, Info> | null = null;
  let session: Session | null = null;
  let refine: RefineOptions | false | null = null;
  let lost: string | null = null;

  return {
    open: (options, onProgress) =>
      reply(async () => {
        refine = options.refine;
        loader = place.load(options, onProgress);
        return (await start(loader)).info;
      }),
    label: (frame, request) => reply(() => work(frame, (open) => label(open, frame, request)), buffersOf),
    infer: (frame, memory, request) =>
      reply(
        () => work(frame, (open) => infer(open, frame, memory, request)),
        ({ inferred }) => inferenceBuffers(inferred),
      ),
  };

  /** One frame after the other, on a session that lives. Closes the frame. */
  function work<T>(frame: Frame, task: (open: Session) => Promise<T>): Promise<T> {
    return queue.run(async () => {
      try {
        return await run(await opened(), task);
      } finally {
        place.close(frame);
      }
    });
  }

  async function run<T>(open: Session, task: (open: Session) => Promise<T>): Promise<T> {
    try {
      return await task(open);
    } catch (error) {
      // the loss is announced a moment after the run that failed of it
      await new Promise((resolve) => setTimeout(resolve));
      throw inferenceError(error, lost);
    }
  }

  /** What was lost, or could not be opened again, is opened anew. */
  async function opened(): Promise<Session> {
    if (session && lost === null) return session;
    if (!loader) throw new PerPixelError('closed', 'No model is open.', 'Open one first.');
    return start(loader);
  }

  async function start(from: Loader<Frame, Info>): Promise<Session> {
    const old = session;
    session = null;
    await old?.close();
    lost = null;
    const next = await from.open();
    session = next;
    void next.lost.then((reason) => (lost = reason));
    return next;
  }

  async function label(open: Session, frame: Frame, request: LabellingRequest): Promise<LabellingResult> {
    const { labeller, spec } = open;
    const size = sizeOf(frame);
    const timings = emptyTimings();
    const into = request.labels ? { into: (pixels: number) => createLabelMap(spec.classes.length, pixels) } : {};
    const options = {
      frame: size,
      size,
      refine: refine ?? spec.refine ?? false,
      streamed: request.streamed !== 'no',
      results: wantsResults(open, request),
    };
    if (request.streamed === 'first') labeller.reset();
    const labelled = await labeller.label(frame, { ...options, ...into }, timings);
    return toResult({ ...open, sampler: labeller.sampler }, labelled, request, timings.inference);
  }

  async function infer(
    open: Session,
    frame: Frame,
    memory: Memory,
    request: LabellingRequest,
  ): Promise<TimedInference> {
    const { labeller, spec } = open;
    const timings = emptyTimings();
    const { scores, luma, pixels, ...rest } = await labeller.infer(
      frame,
      sizeOf(frame),
      wantsResults(open, request),
      timings,
    );
    const inferred: Inferred = {
      ...rest,
      // one that shares its memory with other things stays here
      scores:
        scores.data.byteLength === scores.data.buffer.byteLength ? scores : { ...scores, data: scores.data.slice() },
      luma: copied(luma, memory.luma),
      // most stages do without the frame itself
      pixels: {
        ...pixels,
        words: looks(refine ?? spec.refine) ? kept(pixels.words, memory.words) : new Uint32Array(),
      },
    };
    return { inferred, inference: timings.inference };
  }

  function sizeOf(frame: Frame): Size {
    const size = place.sizeOf(frame);
    checkFrame(size);
    return size;
  }
}

function copied(from: Float32Array, into: Float32Array<ArrayBuffer>): Float32Array {
  if (into.length !== from.length) return from.slice();
  into.set(from);
  return into;
}

/** A copy in memory that may be handed over. Memory that was used before: pages that were never touched cost more than what is written to them. */
function kept(from: Uint32Array, memory: Uint32Array<ArrayBuffer>): Uint32Array {
  if (memory.length < from.length) return from.slice();
  memory.set(from);
  return memory.subarray(0, from.length);
}
