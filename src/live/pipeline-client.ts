import { proxy, releaseProxy, transfer, wrap, type Remote } from 'comlink';
import { abortedError, PerPixelError, throwIfAborted, unwrap, type Reply } from '../core/errors/errors.ts';
import { lifeLock, watchLock } from '../platform/life-lock.ts';
import type { ModelManifest } from '../core/manifest/manifest.ts';
import type { BackendChoice } from '../core/tuning/backend.ts';
import type { Drawing, View } from '../core/view/view.ts';
import type {
  FrameInput,
  FrameMeta,
  FrameReport,
  PipelineApi,
  Picture,
  PipelineInfo,
  Trouble,
} from '../protocol/live.ts';
import type { OutputKind } from '../core/options/outputs.ts';
import type { Probe } from '../core/labels/probe.ts';
import type { Progress } from '../core/options/progress.ts';
import type { SegmentationMaps } from '../core/labels/segmentation-maps.ts';
import type { RefineOptions } from '../core/refine/stages.ts';
import { whyStopped, Worker } from '../platform/start-worker.ts';
import type { StreamFrame } from '../platform/stream-frame.ts';
import type { TrialOptions } from '../protocol/tuner.ts';
import { holdsFor, isSameCandidate } from '../core/tuning/tuning.ts';
import { addressOf, resolveAssets } from '../link/assets.ts';
import { roomHere } from './device-memory.ts';
import { idle } from './idle.ts';
import { listener, whileCalled } from '../link/listener.ts';
import { tune } from './tuner.ts';
import { recall, remember, tuningKey } from './tuning-store.ts';

export interface ClientOptions {
  readonly model: string | URL | ModelManifest;
  readonly backend: BackendChoice;
  readonly assets?: string | URL | undefined;
  readonly refine?: RefineOptions | false | undefined;
  readonly mirror?: boolean | undefined;
  readonly ensemble?: string | URL | ModelManifest | undefined;
  /** Frames will be drawn as they come; default false: as fast as can be. */
  readonly live?: boolean;
  /** `provoke` is to work; default false. */
  readonly faults?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly onInfo?: ((info: PipelineInfo) => void) | undefined;
  /** Milliseconds after which a call without an answer counts as a hung worker. */
  readonly stallAfter?: number;
}

/** Software WebGPU takes up to 10 s for its first frame. */
const STALL_AFTER = 45_000;

const NO_ROOM = 'WASM on one thread: this machine has no memory to time other ways beside it.';

/** How long a worker may take to close its frames, milliseconds. */
const CLOSE_MS = 1000;

/** A pipeline worker, from its start to its end. A client whose worker died stays dead: open another. */
export class PipelineClient {
  /** The backend may change when a lost device had to be replaced. */
  info!: PipelineInfo;
  readonly #worker: Worker;
  readonly #api: Remote<PipelineApi>;
  readonly #pending = new Set<(error: PerPixelError) => void>();
  readonly #stallAfter: number;
  readonly #lock = lifeLock('pipeline');
  #key = '';
  /** What is to be tried; null: it was said what is to run. */
  #trials: Omit<TrialOptions, 'candidate'> | null = null;
  readonly #closing = new AbortController();
  #end: PerPixelError | null = null;
  #onCrash: ((error: PerPixelError) => void) | null = null;

  /**
   * Starts a worker and opens the model in it.
   * @throws PerPixelError with the codes of models and backends, `worker-crashed`, `aborted`
   */
  static async open(options: ClientOptions): Promise<PipelineClient> {
    throwIfAborted(options.signal);
    const client = new PipelineClient(options.stallAfter ?? STALL_AFTER);
    try {
      await client.#open(options);
      return client;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  private constructor(stallAfter: number) {
    this.#stallAfter = stallAfter;
    this.#worker = new Worker(new URL('../../workers/entries/pipeline.worker.ts', import.meta.url), {
      type: 'module',
      name: 'perpixel pipeline',
    });
    this.#api = wrap<PipelineApi>(this.#worker);
  }

  /** Called once, when the worker dies or hangs. Not after `close`. */
  set onCrash(listener: (error: PerPixelError) => void) {
    this.#onCrash = listener;
  }

  segment(frame: FrameInput, outputs: readonly OutputKind[], transferred: boolean, signal?: AbortSignal) {
    const input = transferred && !(frame instanceof Blob) ? transfer(frame, [ownerOf(frame)]) : frame;
    return this.#call<SegmentationMaps>(() => this.#api.segment(input, outputs), { signal });
  }

  attach(canvas: OffscreenCanvas, view: View): Promise<null> {
    return this.#call(() => this.#api.attach(transfer(canvas, [canvas]), view));
  }

  /** Takes the frame. */
  async present(frame: StreamFrame, meta: FrameMeta): Promise<FrameReport> {
    const buffers = meta.truth ? [meta.truth.labels.buffer] : [];
    try {
      return await this.#call(() => this.#api.present(transfer(frame, [frame]), transfer(meta, buffers)));
    } finally {
      // a dead client never sent it; on one that was sent this does nothing
      frame.close();
    }
  }

  /** Labels a camera's frames until it ends; takes the stream. */
  pump(readable: ReadableStream<VideoFrame>, onFrame: (report: FrameReport) => void): Promise<null> {
    const call = () => this.#api.pump(transfer(readable, [readable]), proxy(onFrame));
    return this.#call(call, { endless: true });
  }

  /**
   * As `pump`; takes the track.
   * @returns false: the browser does not let a worker have it
   */
  async pumpTrack(track: MediaStreamTrack, onFrame: (report: FrameReport) => void): Promise<boolean> {
    try {
      const owned = track as unknown as Transferable;
      const call = () => this.#api.pumpTrack(transfer(track, [owned]), proxy(onFrame));
      return await this.#call(call, { endless: true });
    } catch (error) {
      track.stop();
      // nobody's but the browser's, which does not send it
      if (error instanceof PerPixelError) throw error;
      return false;
    }
  }

  stop(): Promise<null> {
    return this.#call(() => this.#api.stop());
  }

  setView(view: View): Promise<Drawing> {
    return this.#call(() => this.#api.setView(view));
  }

  /** @param onPicture takes each drawn picture and closes it; null: no more of them */
  capture(onPicture: ((picture: Picture) => void) | null): Promise<null> {
    return this.#call(() => this.#api.capture(onPicture && proxy(onPicture)));
  }

  setRefine(refine: RefineOptions | false | null): Promise<null> {
    return this.#call(() => this.#api.setRefine(refine));
  }

  probe(x: number, y: number): Promise<Probe | null> {
    return this.#call(() => this.#api.probe(x, y));
  }

  snapshot(): Promise<Blob> {
    return this.#call(() => this.#api.snapshot());
  }

  forget(): Promise<null> {
    return this.#call(() => this.#api.forget());
  }

  ping(): Promise<null> {
    return this.#call(() => this.#api.ping());
  }

  /** @param always false: only where the graphics device is lost */
  renew(always: boolean): Promise<null> {
    return this.#call(() => this.#api.renew(always));
  }

  /** Lets something go wrong for real; only where `faults` was set. */
  provoke(trouble: Trouble): Promise<null> {
    return this.#call(() => this.#api.provoke(trouble));
  }

  /**
   * Measures in the background which way of running the model is the fastest here, once: the result is remembered for the
   * next client, and `info` tells it.
   * @returns whether the next client will run another way than this one
   * @throws PerPixelError `aborted` once the client is closed
   */
  async tune(): Promise<boolean> {
    const trials = this.#trials;
    if (!trials) return false;
    if (!roomHere().tuner) {
      if (!this.info.tuning) this.info = { ...this.info, reason: NO_ROOM };
      return false;
    }
    await idle();
    const tunable = await this.#call(() => this.#api.choices());
    const { identity, candidates, why } = tunable;
    const { tuning: known } = this.info;
    if (known && holdsFor(known.identity, identity)) return false;
    const [first] = candidates;
    if (!first || candidates.length < 2) {
      this.info = { ...this.info, reason: why };
      return false;
    }
    const tuning = await tune({ ...trials, tunable, signal: this.#closing.signal });
    remember(this.#key, tuning);
    this.info = { ...this.info, tuning, reason: tuning.reason };
    // a quick start has fewer threads
    const used = known?.winner ?? { ...first, threads: this.info.threads };
    return !isSameCandidate(tuning.winner, used);
  }

  /** Rejects what is pending and ends the worker once it has closed the frames that it holds. Twice is harmless. */
  close(): void {
    this.#finish(closed(), CLOSE_MS);
  }

  /** Ends a worker that is past saving: the browser needs seconds for one that hangs, and is told at once. */
  terminate(): void {
    this.#finish(closed(), 0);
  }

  /** Kills the worker as a crash would. For tests and fault injection. */
  crash(): void {
    this.#worker.terminate();
  }

  async #open({
    model,
    backend,
    assets,
    refine,
    mirror = false,
    ensemble,
    live = false,
    faults = false,
    signal,
    onProgress,
    onInfo,
  }: ClientOptions): Promise<void> {
    const { base, wasm } = resolveAssets(assets);
    const named = addressOf(model, { base, wasm });
    this.#key = tuningKey(named, live);
    // what the mean of several answers costs is another question
    if (backend === 'auto' && !mirror && ensemble === undefined) this.#trials = { model: named, assets: base, wasm };
    const open = {
      model: named,
      mirror,
      ensemble: ensemble === undefined ? null : addressOf(ensemble, { base, wasm }),
      backend,
      tuning: backend === 'auto' ? recall(this.#key) : null,
      assets: base,
      wasm,
      refine: refine ?? null,
      live,
      faults,
      lock: this.#lock,
    };
    this.#worker.addEventListener('error', (event) => {
      if (!this.info) this.#crashed(whyStopped(event));
    });
    const told = proxy((info: PipelineInfo) => {
      this.info = info;
      onInfo?.(info);
    });
    this.info = await whileCalled(listener(onProgress), (hears) =>
      this.#call(() => this.#api.open(open, proxy(hears), told), { signal, endless: true }),
    );
    await watchLock(this.#lock, () => this.#crashed('the browser ended it'));
  }

  async #call<T>(
    start: () => Promise<Reply<T>>,
    { signal, endless = false }: { signal?: AbortSignal | undefined; endless?: boolean } = {},
  ): Promise<T> {
    throwIfAborted(signal);
    if (this.#end) throw this.#end;
    return new Promise<T>((resolve, reject) => {
      const onAbort = (): void => fail(abortedError(signal));
      const timer = endless
        ? undefined
        : setTimeout(() => this.#crashed(`no answer for ${this.#stallAfter / 1000} s`), this.#stallAfter);
      const settle = (): void => {
        clearTimeout(timer);
        this.#pending.delete(fail);
        signal?.removeEventListener('abort', onAbort);
      };
      const fail = (error: unknown): void => {
        settle();
        reject(error);
      };
      this.#pending.add(fail);
      signal?.addEventListener('abort', onAbort);
      sent(start).then((reply) => {
        settle();
        try {
          resolve(unwrap(reply));
        } catch (error) {
          reject(error);
        }
      }, fail);
    });
  }

  #crashed(why: string): void {
    if (this.#end) return;
    const error = new PerPixelError(
      'worker-crashed',
      `The labelling worker stopped (${why}).`,
      'It is started again by itself; reload the page if it keeps stopping.',
    );
    this.#finish(error);
    this.#onCrash?.(error);
  }

  /** @param patience milliseconds that the worker may take to let go of its frames */
  #finish(error: PerPixelError, patience = 0): void {
    if (this.#end) return;
    this.#end = error;
    this.#closing.abort(error);
    for (const reject of this.#pending) reject(error);
    void this.#terminate(patience);
  }

  async #terminate(patience: number): Promise<void> {
    if (patience > 0 && this.info) {
      const letGo = this.#api.close().catch(() => undefined);
      await Promise.race([letGo, new Promise((resolve) => setTimeout(resolve, patience))]);
    }
    this.#api[releaseProxy]();
    this.#worker.terminate();
  }
}

function closed(): PerPixelError {
  return new PerPixelError('closed', 'The segmenter was closed.', 'Create another one.');
}

/** What cannot be sent fails as what is not answered does. */
async function sent<T>(start: () => Promise<T>): Promise<T> {
  return start();
}

function ownerOf(frame: VideoFrame | ImageBitmap | ImageData): Transferable {
  return frame instanceof ImageData ? frame.data.buffer : frame;
}
