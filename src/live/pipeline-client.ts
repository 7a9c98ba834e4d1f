import { proxy, transfer } from 'comlink';
import { PerPixelError, throwIfAborted } from '../core/errors/errors.ts';
import type { ModelChoice } from '../core/options/model-choice.ts';
import type { Drawing, SentView } from '../core/view/view.ts';
import type { FrameInput, FrameMeta, FrameReport, Picture, PipelineInfo, Trouble } from '../protocol/live.ts';
import type { LiveApi } from '../protocol/trunk.ts';
import type { SegmentRequest } from '../core/options/segment-options.ts';
import type { Probe } from '../core/labels/probe.ts';
import type { Progress } from '../core/options/progress.ts';
import type { RefineOptions } from '../core/refine/stages.ts';
import { can } from '../platform/capabilities.ts';
import { unsupported } from '../platform/unsupported.ts';
import { isVideoFrame, type StreamFrame } from '../platform/stream-frame.ts';
import type { TrialOptions } from '../protocol/tuner.ts';
import { atHand, covers, holdsFor, isSameCandidate, type Tuning } from '../core/tuning/tuning.ts';
import { adoptAssets, chosenModel, openingError } from './assets.ts';
import { closed, crashed } from './pipeline-errors.ts';
import { ownWorker, roomForWorker, sharedWorker } from './pipeline-worker.ts';
import { WorkerLink } from '../link/worker-link.ts';
import type { Workplace } from '../link/workplace.ts';
import { callSegment } from './segment-call.ts';
import { roomHere } from './device-memory.ts';
import { idle } from './idle.ts';
import { listener, whileCalled } from '../link/listener.ts';
import { savesData } from './others-later.ts';
import { tuneOnce } from './tuner.ts';
import { TrunkClient } from './teach/trunk-client.ts';
import { rememberSpeed } from './speeds.ts';
import { recall, tuningKey } from './tuning-store.ts';

export interface ClientOptions extends ModelChoice {
  /** Frames will be drawn as they come; default false: as fast as can be. */
  readonly live?: boolean;
  /** `provoke` is to work; default false. */
  readonly faults?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly onInfo?: ((info: PipelineInfo) => void) | undefined;
  /** Its worker gets on with something that takes long; once a second at most. */
  readonly onWork?: (() => void) | undefined;
  /**
   * It may be in a worker that others use too, but not in that of this client of its user's; null: of its user's there is no
   * other. Default: in a worker of its own.
   */
  readonly beside?: PipelineClient | null | undefined;
  /** Milliseconds after which a call without a reply, and without a sign that it gets on, counts as a hung worker. */
  readonly stallAfter?: number;
}

/** A graphics card may take minutes for the first frame, and tells when it has done a piece of it; one piece is not that long. */
const STALL_AFTER = 45_000;

const NO_ROOM = 'WASM on one thread: this machine has no memory to time other ways beside it.';

/** How long a worker may take to close its frames, milliseconds. */
const CLOSE_MS = 1000;

/** A pipeline worker, from its start to its end. A client whose worker died stays dead: open another. */
export class PipelineClient {
  /** The backend may change when a lost device had to be replaced. */
  info!: PipelineInfo;
  /** What teachers do with its model. */
  readonly trunk: TrunkClient;
  readonly #link: WorkerLink<LiveApi>;
  readonly #place: Workplace;
  /** Under which tuning remembers it. */
  #key = '';
  /** What is to be tried; null: it was said what is to run. */
  #trials: Omit<TrialOptions, 'candidate'> | null = null;

  /**
   * Starts a worker and opens the model in it.
   * @throws PerPixelError with the codes of models and backends, `worker-crashed`, `aborted`
   */
  static async open(options: ClientOptions): Promise<PipelineClient> {
    throwIfAborted(options.signal);
    // a server has no page whose addresses could be resolved either
    if (!can('workers')) throw unsupported('workers');
    // before the worker, which may lie in the folder that is named
    adoptAssets(options.assets);
    const { live = false, backend, beside, signal, stallAfter = STALL_AFTER } = options;
    const choosing = chosenModel(options).then((chosen): Choice => {
      const key = tuningKey(chosen.model, live, chosen.runtime);
      return { ...chosen, key, tuning: backend === 'auto' ? recall(key) : null };
    });
    // whoever opens it hears of that
    choosing.catch(() => undefined);
    const place =
      beside === undefined ? ownWorker() : await sharedWorker(choosing.then(kindOf), beside && beside.#place);
    const client = new PipelineClient(place, stallAfter);
    try {
      throwIfAborted(signal);
      await client.#open(await choosing, options);
      return client;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  private constructor(place: Workplace, stallAfter: number) {
    this.#place = place;
    this.#link = new WorkerLink(place, { kind: 'pipeline', stallAfter, crashed });
    this.trunk = new TrunkClient(this.#link, (info) => (this.info = { ...this.info, model: info.model }));
  }

  /** Others use its worker too. */
  get shared(): boolean {
    return (this.#place.users ?? 1) > 1;
  }

  /** Others use its worker, and there is room for another one. */
  get movable(): boolean {
    return this.shared && roomForWorker();
  }

  /** Called once, when the worker dies or hangs. Not after `close`. */
  set onCrash(listener: (error: PerPixelError) => void) {
    this.#link.onCrash = listener;
  }

  segment(frame: FrameInput, request: SegmentRequest, transferred: boolean, signal?: AbortSignal) {
    return callSegment(this.#link, frame, { request, transferred, signal });
  }

  /** @param canvas null: one of the worker's own, which nobody sees. `onDrawing` hears what is on it, once it is there */
  attach(canvas: OffscreenCanvas | null, view: SentView, onDrawing?: (drawing: Drawing) => void): Promise<null> {
    const hears = onDrawing && proxy(onDrawing);
    return this.#link.call((api) => api.attach(canvas && transfer(canvas, [canvas]), view, hears));
  }

  /** Takes the frame. */
  async present(frame: StreamFrame, meta: FrameMeta): Promise<FrameReport> {
    const { labels, instances } = meta.truth ?? {};
    const buffers = [labels, instances].flatMap((map) => map?.buffer ?? []);
    try {
      return await this.#link.call((api) => api.present(transfer(frame, [frame]), transfer(meta, buffers)));
    } finally {
      // a dead client never sent it; on one that was sent this does nothing
      frame.close();
    }
  }

  /**
   * Labels a camera's frames until it ends; takes the track.
   * @returns false: the browser does not let a worker have it
   */
  async pumpTrack(track: MediaStreamTrack, onFrame: (report: FrameReport) => void): Promise<boolean> {
    try {
      const owned = track as unknown as Transferable;
      const taken = transfer(track, [owned]);
      return await this.#link.call((api) => api.pumpTrack(taken, proxy(onFrame)), { endless: true });
    } catch (error) {
      track.stop();
      // nobody's but the browser's, which does not send it
      if (error instanceof PerPixelError) throw error;
      return false;
    }
  }

  stop(): Promise<null> {
    return this.#link.call((api) => api.stop());
  }

  setView(view: SentView): Promise<null> {
    return this.#link.call((api) => api.setView(view));
  }

  /** @param onPicture takes each drawn picture and closes it; null: no more of them */
  capture(onPicture: ((picture: Picture) => void) | null): Promise<null> {
    return this.#link.call((api) => api.capture(onPicture && proxy(onPicture)));
  }

  /**
   * The picture of a file that views put behind: a frame is handed over, of a bitmap a copy is. The caller closes it.
   * @param turned degrees clockwise to stand upright, where the picture cannot say so itself
   */
  setBackground(id: number, picture: StreamFrame, turned: number): Promise<null> {
    const sent = isVideoFrame(picture) ? transfer(picture, [picture]) : picture;
    return this.#link.call((api) => api.setBackground(id, sent, turned));
  }

  setRefine(refine: RefineOptions | false | null): Promise<null> {
    return this.#link.call((api) => api.setRefine(refine));
  }

  probe(x: number, y: number): Promise<Probe | null> {
    return this.#link.call((api) => api.probe(x, y));
  }

  snapshot(): Promise<Blob> {
    return this.#link.call((api) => api.snapshot());
  }

  forget(): Promise<null> {
    return this.#link.call((api) => api.forget());
  }

  ping(): Promise<null> {
    return this.#link.call((api) => api.ping());
  }

  /** @param always false: only where the graphics device is lost */
  renew(always: boolean): Promise<null> {
    return this.#link.call((api) => api.renew(always));
  }

  /** Lets something go wrong for real; only where `faults` was set. */
  provoke(trouble: Trouble): Promise<null> {
    return this.#link.call((api) => api.provoke(trouble));
  }

  /**
   * Measures in the background which way of running the model is the fastest here, once: the result is remembered for the
   * next client, and `info` tells it.
   * @param others also in libraries that have to be fetched for that
   * @returns whether the next client will run another way than this one
   * @throws PerPixelError `aborted` once the client is closed
   */
  async tune(others = false): Promise<boolean> {
    const trials = this.#trials;
    if (!trials || (others && savesData())) return false;
    if (!roomHere().tuner) {
      if (!this.info.tuning) this.info = { ...this.info, reason: NO_ROOM };
      return false;
    }
    await idle();
    const all = await this.#link.call((api) => api.choices());
    const tunable = { ...all, candidates: others ? all.candidates : atHand(all.candidates) };
    const { identity, candidates, why } = tunable;
    const { tuning: known } = this.info;
    if (known && holdsFor(known.identity, identity)) {
      rememberSpeed(this.info.model.id, known);
      if (covers(known, candidates)) return false;
    }
    const [first] = candidates;
    if (!first || candidates.length < 2) {
      if (all.candidates.length < 2) this.info = { ...this.info, reason: why };
      return false;
    }
    const tuning = await tuneOnce(this.#key, { ...trials, tunable, signal: this.#link.ended });
    rememberSpeed(this.info.model.id, tuning);
    this.info = { ...this.info, tuning, reason: tuning.reason };
    // a quick start has fewer threads
    const used = known?.winner ?? { ...first, threads: this.info.threads };
    return !isSameCandidate(tuning.winner, used);
  }

  /** Rejects what is pending and ends the worker once it has closed the frames that it holds. Twice is harmless. */
  close(): void {
    if (this.info || this.shared) this.#link.end(closed(), (api) => api.close(), CLOSE_MS);
    else this.terminate();
  }

  /** Ends a worker that is past saving: the browser needs seconds to end one that hangs, so it is told to at once. */
  terminate(): void {
    this.#link.endWorker(closed());
  }

  /** Kills the worker as a crash would. For tests and fault injection. */
  crash(): void {
    this.#link.crash();
  }

  async #open({ key, tuning, ...chosen }: Choice, options: ClientOptions): Promise<void> {
    const { live = false, faults = false, signal, onProgress, onInfo, onWork } = options;
    this.#key = key;
    const { model, assets, wasm, backend, mirror = false, ensemble } = chosen;
    // an ensemble costs something else, which is not measured
    if (backend === 'auto' && !mirror && ensemble === null) this.#trials = { model, assets, wasm };
    const open = { ...chosen, mirror, tuning, live, faults };
    const renewed = proxy((info: PipelineInfo) => {
      this.info = info;
      onInfo?.(info);
    });
    const worked = proxy(() => {
      this.#link.alive();
      onWork?.();
    });
    // where that fails, `close` says so in a worker that others use
    this.info = await whileCalled(listener(onProgress), (hears) =>
      this.#link.call((api) => api.open(open, proxy(hears), renewed, worked), { signal, endless: true }),
    ).catch((thrown: unknown) => {
      throw openingError(thrown, options);
    });
    this.#link.opened();
  }
}

/** A choice as the worker takes it, with what is remembered of it. */
type Choice = Awaited<ReturnType<typeof chosenModel>> & { readonly key: string; readonly tuning: Tuning | null };

/** Workers of one kind have the same runtime, with as many threads. */
function kindOf({ assets, wasm, backend, runtime, tuning }: Choice): string {
  return JSON.stringify([assets, wasm, backend, runtime, tuning?.winner ?? null]);
}
