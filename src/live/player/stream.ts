import { atMost } from '../../core/async/at-most.ts';
import type { PipelineClient } from '../pipeline-client.ts';
import { adoptAssets } from '../assets.ts';
import type { WorkerChoice } from '../standby.ts';
import { abortedError, PerPixelError } from '../../core/errors/errors.ts';
import { LatencyRecorder, type LatencyReport } from '../../core/metrics/metrics.ts';
import type { BackendChoice } from '../../core/tuning/backend.ts';
import type { FrameReport } from '../../protocol/live.ts';
import type { Progress } from '../../core/options/progress.ts';
import type { FrameSource } from '../../sources/source.ts';
import type { DrawnCanvas } from './drawn-canvas.ts';
import { Feed } from './feed.ts';
import { FIRST_FRAME, gettingOn } from './first-frame.ts';
import { foreseen } from './foreseen.ts';
import { LiveClient, type Prepared } from './live-client.ts';
import type { PlayerSettings } from './player-settings.ts';
import { recordFrame } from './record-frame.ts';
import { workerChoice } from './worker-choice.ts';
import { Presentation } from './presentation.ts';
import type { StreamEvents } from './stream-events.ts';
import type { StreamKind } from './stream-kind.ts';

export { foreseen } from './foreseen.ts';

/** A worker that hangs is not waited for longer, milliseconds. */
const FORGET_MS = 1000;

/** A source, the worker that labels it, and the way of the frames between them; who takes whose place is another's decision. */
export class Stream {
  source: FrameSource | null = null;
  progress: Progress | null = null;
  /** In place of the backend that was chosen, where that keeps failing. */
  instead: BackendChoice | null = null;
  /** Its workers may be others' too. */
  shares = true;
  /** Labelled since this worker took over. */
  frames = 0;
  /** When the newest frame was labelled, or the next one began to be waited for. */
  lastFrame = 0;
  readonly live = new LiveClient((error) => this.events.onCrash(error), this.kind.seen);
  readonly presentation = new Presentation(this.live, {
    onChange: () => this.events.onChange(),
    onPicture: (picture) => this.events.onPicture(picture),
  });
  readonly recorder = new LatencyRecorder();
  /** What the worker at work was opened with. */
  #kept: PlayerSettings;
  /** The camera that the source is. */
  #deviceId: string | undefined;
  #feeding: Feed | null = null;
  /** A new source starts to play by itself. */
  #fresh = false;
  #rate: number | null = null;
  /** Sources that broke before they were taken. */
  readonly #broken = new WeakMap<FrameSource, PerPixelError>();

  constructor(
    public settings: PlayerSettings,
    private readonly events: StreamEvents,
    private readonly kind: StreamKind,
  ) {
    this.#kept = settings;
  }

  /** Frames go from the source to the worker. */
  get flows(): boolean {
    return this.#feeding?.running ?? false;
  }

  /** Frames a second that a camera is asked for; null: its own. */
  setRate(rate: number | null): void {
    this.#rate = rate;
    this.source?.setRate?.(rate);
  }

  /** The worker at work goes on with what it was opened with; settings that it could not be replaced for are forgotten. */
  keepWorker(): void {
    this.settings = { ...this.#kept, deviceId: this.settings.deviceId };
  }

  /** The source goes on, and so does the camera that it is. */
  keepSource(): void {
    this.settings = { ...this.settings, deviceId: this.#deviceId };
  }

  /**
   * What is shown.
   * @throws PerPixelError `source-unavailable` where no worker is at work
   */
  async snapshot(): Promise<Blob> {
    const client = this.live.current;
    if (client) return client.snapshot();
    throw new PerPixelError('source-unavailable', 'There is no picture yet.', 'Wait for the first frame.');
  }

  stats(): LatencyReport {
    const { backend = 'wasm', runtime = 'ort', adapter = '', model, tuning } = this.live.info ?? {};
    return this.recorder.report({ backend, runtime, adapter, model: model?.id ?? '', tuning }, performance.now());
  }

  /** @throws PerPixelError with the codes of the sources, `aborted` */
  async open(source: string | Blob, signal: AbortSignal): Promise<FrameSource> {
    const { deviceId, sameOrigin, assets } = this.settings;
    // a source may have a worker, which may lie in the folder that is named
    adoptAssets(assets);
    let opened: FrameSource | null = null;
    const isTaken = (): boolean => opened !== null && opened === this.source;
    opened = await this.kind.open(source, {
      deviceId,
      sameOrigin,
      signal,
      onChange: () => this.events.onChange(),
      onError: (error) => {
        if (isTaken()) this.events.onSourceError(error);
        else if (opened) this.#broken.set(opened, error);
      },
      onMuted: () => {
        if (isTaken()) this.events.onMuted();
      },
      onNotice: (notice) => this.events.onNotice(notice),
    });
    if (!signal.aborted) return opened;
    opened.close();
    throw abortedError(signal);
  }

  /**
   * Opens a source while another one is on. Some machines have a camera to one user only, and that is us: it is let go of for
   * another, and taken again where that cannot be had.
   * @throws PerPixelError with the codes of the sources, `aborted`
   */
  async openBeside(source: string | Blob, signal: AbortSignal): Promise<FrameSource> {
    try {
      return await this.open(source, signal);
    } catch (thrown) {
      const busy = thrown instanceof PerPixelError && thrown.code === 'camera-busy';
      const { source: camera } = this;
      if (!busy || !camera?.traits.holdsDevice || camera.playback.paused) throw thrown;
      camera.pause();
      try {
        return await this.open(source, signal);
      } catch (again) {
        await camera.play().catch(() => undefined);
        if (camera === this.source) this.feed();
        throw again;
      }
    }
  }

  /**
   * A source takes the last one's place.
   * @throws PerPixelError what broke it since it was opened
   */
  take(opened: FrameSource): void {
    const broken = this.#broken.get(opened);
    if (broken) throw broken;
    this.source?.close();
    this.source = opened;
    // another one may have been taken for one that is gone
    this.#deviceId = this.settings.deviceId && (opened.deviceId || this.settings.deviceId);
    this.#fresh = true;
    if (this.#rate !== null) opened.setRate?.(this.#rate);
    void this.presentation.begin(opened.traits.mirrors);
  }

  /** Begins to open what a source will be labelled by where that is known before the source is open; null: no source. */
  async expect(source: string | Blob | null): Promise<void> {
    const traits = source === null ? null : this.kind.traits(source);
    const known = traits !== null && (traits.model ?? this.settings.model) !== null;
    await this.live.expect(known ? this.workerFor({ traits, size: { width: 0, height: 0 } }) : null);
    // what is waited for now is the source
    if (this.progress?.phase !== 'compile') return;
    this.#tell(null);
  }

  /** What a source is to be labelled by. */
  workerFor(source: Pick<FrameSource, 'traits' | 'size'>): WorkerChoice {
    return workerChoice(source, this.settings, {
      instead: this.instead,
      shares: this.shares,
      refine: this.presentation.refine,
      onProgress: (progress) => this.#tell(progress),
      onInfo: () => this.events.onRenewed(),
      onWork: () => this.#tell(gettingOn(this.progress, this.lastFrame)),
    });
  }

  /** As `workerFor`, for a worker that waits its turn: how far it has come concerns nobody. */
  standby(source: Pick<FrameSource, 'traits' | 'size'>): WorkerChoice {
    const { key, options } = this.workerFor(source);
    return { key, options: { ...options, onProgress: undefined } };
  }

  /**
   * What it takes to label a source, with the settings of the moment when it is ready; null: the worker at work will do.
   * @throws PerPixelError with the codes of models and backends, `worker-crashed`, `aborted`
   */
  async prepare(source: FrameSource, signal: AbortSignal): Promise<Prepared | null> {
    for (let choice = this.workerFor(source); ; choice = this.workerFor(source)) {
      if (this.live.current && choice.key === this.live.key) return null;
      const next = await this.live.prepare(choice, signal);
      if (this.workerFor(source).key === choice.key) return next;
      next.client.close();
    }
  }

  /** Lets a prepared worker take the current one's place. @param keep the current one stands by from then on */
  adopt(next: Prepared, keep = false): void {
    this.live.adopt(next, keep);
    this.#kept = this.settings;
    this.frames = 0;
    this.progress = FIRST_FRAME;
    this.presentation.equip(next.client);
  }

  /**
   * Another worker for whatever source there is once it is ready; the current one labels on until then.
   * @throws PerPixelError with the codes of models and backends, `worker-crashed`, `aborted`
   */
  async replaceWorker(source: FrameSource, signal: AbortSignal): Promise<void> {
    const next = await this.live.prepare(this.workerFor(source), signal);
    await this.unfeed();
    if (this.source && this.workerFor(this.source).key !== next.key) {
      next.client.close();
      return this.replaceWorker(this.source, signal);
    }
    this.adopt(next);
    this.feed();
    this.events.onChange();
  }

  /** Nothing of the last source goes into the next one. */
  async forget(client: PipelineClient): Promise<void> {
    await atMost(FORGET_MS, client.forget());
  }

  /** From the source to the worker, until the next call. */
  feed(): void {
    const { source } = this;
    const client = this.live.current;
    if (!source || !client) return;
    if (this.flows) void this.#feeding?.end();
    this.lastFrame = performance.now();
    this.#feeding = new Feed(source, client, {
      onFrame: (report) => this.framed(report),
      onDrop: () => this.recorder.drop(),
      onError: (thrown) => this.#unlabelled(foreseen(thrown)),
    });
    if (this.#fresh) void source.play().catch(() => undefined);
    this.#fresh = false;
  }

  async unfeed(): Promise<void> {
    await this.#feeding?.end();
  }

  /** Lets go of the source, a camera's lamp with it; what was drawn last stays. */
  release(): void {
    void this.#feeding?.end();
    this.#feeding = null;
    this.source?.close();
    this.source = null;
  }

  /** Twice is harmless. */
  close(): void {
    this.release();
    this.live.close();
    this.progress = null;
  }

  /** A frame was labelled. */
  framed(report: FrameReport): void {
    this.lastFrame = performance.now();
    recordFrame(this.recorder, report);
    this.frames += 1;
    const canvas = this.live.takeCanvas();
    if (canvas) this.#place(canvas);
    this.events.onFrame(report);
  }

  #tell(progress: Progress | null): void {
    this.progress = progress;
    this.events.onChange();
  }

  #place(canvas: DrawnCanvas): void {
    // what labels meanwhile says nothing of the one that is on its way
    this.progress = null;
    this.presentation.place(canvas);
    this.events.onCanvas(canvas.element);
  }

  #unlabelled(error: PerPixelError): boolean {
    const { code } = error;
    if (code === 'device-lost' || code === 'worker-crashed') this.recorder.drop(1, 'failed');
    return this.events.onUnlabelled(error);
  }
}
