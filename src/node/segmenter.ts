import { transfer } from 'comlink';
import { THREADS } from '#files';
import { OnDemand } from '../core/async/on-demand.ts';
import { abortable } from '../core/async/abortable.ts';
import { PerPixelError, throwIfAborted } from '../core/errors/errors.ts';
import type { ModelManifest, ModelSpec } from '../core/manifest/manifest.ts';
import { LatencyRecorder } from '../core/metrics/metrics.ts';
import type { NodeOpeningOptions } from '../core/options/model-choice.ts';
import { nodeSegmenterOptions } from '../core/options/node-options.ts';
import { segmentOptions } from '../core/options/options.ts';
import { segmentAll, type SegmentAllOptions } from '../core/batch/segment-all.ts';
import type { Items } from '../core/async/items.ts';
import type { SegmentOptions } from '../core/options/segment-options.ts';
import type { MapType } from '../core/labels/score-maps.ts';
import type { Progress } from '../core/options/progress.ts';
import type { SegmentationMaps } from '../core/labels/segmentation-maps.ts';
import type { LatencyReport } from '../core/metrics/metrics.ts';
import type { NodeBackend } from '../core/tuning/node-backend.ts';
import { givingUp } from '../link/giving-up.ts';
import { listener, whileCalled } from '../link/listener.ts';
import { WorkerLink } from '../link/worker-link.ts';
import type { SegmentingApi, ThreadInfo, ThreadOpenOptions } from '../protocol/threads.ts';
import { startThread } from '../threads/thread.ts';
import { memoryOf, threadFrame, type NodeFrame } from './frame.ts';
import { openOptions } from './opening.ts';

/** Which model is opened, and how. */
export interface SegmenterOptions extends NodeOpeningOptions {
  /** A bundled model's id, the path or address of a manifest, or a manifest; default 'selfie'. */
  readonly model?: string | URL | ModelManifest;
}

/** One labelled frame: height × width maps, row-major. */
export interface Segmentation<Type extends MapType = 'float32'> extends Omit<SegmentationMaps<Type>, 'moves'> {}

/** A model at work in a thread of its own. */
export interface Segmenter {
  /** The manifest, with every default filled in: `model.classes` names the ids of a label map. */
  readonly model: ModelSpec;
  /** What labels. */
  readonly backend: NodeBackend;
  /** One sentence: why this backend. */
  readonly reason: string;
  /** Why `auto` does not take the system's graphics device; null: it does, or there is none that it could. */
  readonly note: string | null;
  /**
   * Labels a frame. Calls may overlap; they are run in order.
   * @throws PerPixelError `option-invalid`, `frame-invalid`, `frame-too-large`, `image-unsupported`, `source-unavailable`, `inference-failed`,
   * `worker-crashed` (the next call starts a new thread), `aborted`, `closed`
   */
  segment<Type extends MapType = 'float32'>(
    frame: NodeFrame,
    options?: SegmentOptions<Type>,
  ): Promise<Segmentation<Type>>;
  /**
   * Labels frames as they come, in order: while one is labelled the next ones are read and decoded. What became of each is given in the
   * frames' order, and one that fails fails alone (`{ status: 'rejected', reason }`); at most three are read ahead of what is taken.
   * @throws PerPixelError `option-invalid`, `aborted`, `closed`; what the frames' own source throws
   */
  segmentAll<Type extends MapType = 'float32'>(
    frames: Items<NodeFrame>,
    options?: SegmentAllOptions<Type>,
  ): AsyncGenerator<PromiseSettledResult<Segmentation<Type>>, void, undefined>;
  /** Percentiles over the last 600 frames. */
  stats(): NodeLatencyReport;
  /** Ends the thread. Twice is harmless. */
  close(): void;
}

/** As the browser's, with Node's backends. */
export type NodeLatencyReport = Omit<LatencyReport, 'backend'> & { readonly backend: NodeBackend };

/**
 * Loads a model and readies it for frames, in a thread. A process that waits for nothing else ends all the same.
 * @throws PerPixelError `option-invalid`, `model-download`, `model-invalid`, `model-integrity`, `backend-unavailable`,
 * `aborted`
 */
export async function createSegmenter(options: SegmenterOptions = {}): Promise<Segmenter> {
  const { signal, onProgress, ...chosen } = nodeSegmenterOptions(options);
  throwIfAborted(signal);
  const opening = openOptions(chosen, true);
  const first = await whileCalled(listener(onProgress), (hears) => openThread(opening, signal, hears));
  return new ThreadSegmenter(first, (closing) => openThread(opening, closing, () => undefined));
}

interface OpenThread {
  readonly link: WorkerLink<SegmentingApi>;
  readonly info: ThreadInfo;
}

async function openThread(
  options: ThreadOpenOptions,
  signal: AbortSignal | undefined,
  onProgress: (progress: Progress) => void,
): Promise<OpenThread> {
  const thread = startThread(new URL('segmenting.js', THREADS), 'perpixel segmenter', onProgress);
  const link = new WorkerLink<SegmentingApi>(thread, { kind: 'segmenter', crashed });
  return { link, info: await link.open((api) => api.open(options), { signal }) };
}

/** What is under way when a segmenter is closed has so long, milliseconds. */
const PATIENCE_MS = 10_000;

class ThreadSegmenter implements Segmenter {
  readonly #recorder = new LatencyRecorder();
  readonly #closing = new AbortController();
  readonly #thread: OnDemand<OpenThread>;
  #current: OpenThread;
  #calls = 0;

  constructor(first: OpenThread, open: (closing: AbortSignal) => Promise<OpenThread>) {
    this.#thread = new OnDemand(async () => this.#adopt(await open(this.#closing.signal)));
    this.#current = this.#adopt(first);
    this.#thread.set(first);
  }

  get model(): ModelSpec {
    return this.#current.info.model;
  }

  get backend(): NodeBackend {
    return this.#current.info.backend;
  }

  get reason(): string {
    return this.#current.info.reason;
  }

  get note(): string | null {
    return this.#current.info.note;
  }

  async segment<Type extends MapType = 'float32'>(
    frame: NodeFrame,
    options: SegmentOptions<Type> = {},
  ): Promise<Segmentation<Type>> {
    const { request, transfer: givenAway, signal } = segmentOptions(options);
    this.#assertOpen();
    throwIfAborted(signal);
    const given = await abortable(threadFrame(frame), signal);
    const { link } = await abortable(this.#thread.get(), signal);
    this.#assertOpen();
    const memory = givenAway ? memoryOf(given) : [];
    const sent = typeof given === 'string' ? given : transfer(given, memory);
    const wanted = transfer(request, Object.values(request.memory));
    const call = (this.#calls += 1);
    const labelling = link.call((api) => api.segment(sent, wanted, call), { signal });
    const { moves, ...segmentation } = await givingUp(labelling, signal, () => link.call((api) => api.giveUp(call)));
    this.#recorder.record(segmentation.timings, performance.now(), null);
    this.#recorder.moved(moves.copies + (memory.length > 0 ? 0 : 1), moves.readbacks);
    // its maps are of the type that was asked for
    return segmentation as Segmentation<Type>;
  }

  segmentAll<Type extends MapType = 'float32'>(frames: Items<NodeFrame>, options?: SegmentAllOptions<Type>) {
    return segmentAll(frames, options, (frame, each) => this.segment(frame, each));
  }

  stats(): NodeLatencyReport {
    const { backend, model } = this.#current.info;
    // it passes on what it is told
    const report = this.#recorder.report(
      { backend: 'wasm', runtime: 'ort', adapter: 'CPU', model: model.id },
      performance.now(),
    );
    return { ...report, backend };
  }

  close(): void {
    this.#closing.abort();
    const closed = new PerPixelError('closed', 'The segmenter was closed.', 'Create another one.');
    this.#current.link.end(closed, (api) => api.rest(), PATIENCE_MS);
  }

  #assertOpen(): void {
    if (!this.#closing.signal.aborted) return;
    throw new PerPixelError('closed', 'The segmenter is closed.', 'Create another one.');
  }

  /** A thread that dies is replaced by the next call. */
  #adopt(thread: OpenThread): OpenThread {
    this.#current = thread;
    if (this.#closing.signal.aborted) this.close();
    thread.link.onCrash = () => this.#thread.forget();
    return thread;
  }
}

function crashed(why: string): PerPixelError {
  return new PerPixelError(
    'worker-crashed',
    `The labelling thread stopped (${why}).`,
    'Try again: the next call starts another.',
  );
}
