import { PipelineClient } from '../../client/pipeline-client.ts';
import { Scheduler } from '../../scheduler/scheduler.ts';
import { suitableModel } from '../../shared/catalog.ts';
import { PerPixelError, toPerPixelError } from '../../shared/errors.ts';
import { LatencyRecorder, totalOf, type LatencyReport } from '../../shared/metrics.ts';
import {
  DEFAULT_VIEW,
  type FrameReport,
  type PipelineInfo,
  type Probe,
  type Progress,
  type View,
} from '../../shared/protocol.ts';
import type { RefineOptions } from '../../shared/refine.ts';
import { STREET_CLASSES } from '../../shared/street-protocol.ts';
import { openSource } from '../../source/open-source.ts';
import type { FrameSource } from '../../source/source.ts';
import type { Caretaker, Supervised } from '../../kiosk/supervised.ts';
import type { PlayerEvents, PlayerPhase, PlayerSettings } from './player-settings.ts';

/** Attempts to replace a worker in a row, each twice as late as the one before. */
const RECOVERIES = 5;
/** A worker that labelled this many frames counts as healthy again. */
const HEALTHY_AFTER = 30;
const SILENCE_MS = 10_000;

/**
 * Brings a source and a model together: opens both, feeds one with the other, replaces a dead worker.
 * The last picture stays until the next one is there.
 */
export class Player implements Supervised {
  caretaker: Caretaker | null = null;
  phase: PlayerPhase = 'idle';
  error: PerPixelError | null = null;
  progress: Progress | null = null;
  source: FrameSource | null = null;
  readonly #recorder = new LatencyRecorder();
  #client: PipelineClient | null = null;
  #clientKey = '';
  #canvas: HTMLCanvasElement | null = null;
  #scheduler: Scheduler | null = null;
  #opening = new AbortController();
  #feeding = 0;
  /** A new source starts to play by itself. */
  #fresh = false;
  #recoveries = 0;
  #withoutGpu = false;
  #framesSinceStart = 0;
  #lastFrame = 0;
  #view = DEFAULT_VIEW;
  #refine: RefineOptions | false | null = null;
  #watch: ReturnType<typeof setInterval> | undefined;

  constructor(
    public settings: PlayerSettings,
    private readonly events: PlayerEvents,
  ) {}

  get info(): PipelineInfo | null {
    return this.#client?.info ?? null;
  }

  /**
   * Opens a source, and a model if none is open yet. A source that does not open leaves the running one alone.
   * Rejects with what went wrong, which `onError` hears too; a newer call makes this one resolve in silence.
   */
  async open(source: string | Blob): Promise<void> {
    this.#watch ??= setInterval(() => this.#checkSilence(), SILENCE_MS);
    const { signal } = this.#begin(this.source ? 'running' : 'opening');
    let opened: FrameSource | null = null;
    try {
      opened = await openSource(source, {
        deviceId: this.settings.deviceId,
        sameOrigin: this.settings.sameOrigin,
        signal,
        onChange: () => this.events.onChange(),
        onError: (error) => this.#fail(error),
      });
      if (signal.aborted) {
        opened.close();
        return;
      }
      await this.#unfeed();
      this.source?.close();
      this.source = opened;
      this.#fresh = true;
      this.#recorder.reset();
      this.#set('loading');
      await this.#connect(signal);
    } catch (thrown) {
      if (signal.aborted) return;
      const error = this.#foreseen(thrown);
      // the running source goes on; only a first one that failed leaves nothing to show
      if (this.source && this.source !== opened) {
        this.#set('running');
        this.events.onError(error);
      } else this.#fail(error);
      throw error;
    }
  }

  /** Opens the model anew after its settings changed; the source stays. */
  async reload(): Promise<void> {
    if (!this.source) return;
    const { signal } = this.#begin('loading');
    try {
      await this.#connect(signal);
    } catch (thrown) {
      if (signal.aborted) return;
      const error = this.#foreseen(thrown);
      this.#fail(error);
      throw error;
    }
  }

  async play(): Promise<void> {
    await this.source?.play();
    if (this.source?.kind === 'camera') this.#feed();
  }

  pause(): void {
    this.source?.pause();
    if (this.source?.kind === 'camera') void this.#unfeed();
  }

  setView(view: View): void {
    this.#view = view;
    this.#client?.setView(this.#viewOfSource).catch(() => undefined);
  }

  /** null: the model's own. */
  setRefine(refine: RefineOptions | false | null): void {
    this.#refine = refine;
    this.#client?.setRefine(refine).catch(() => undefined);
  }

  probe(x: number, y: number): Promise<Probe | null> {
    return this.#client ? this.#client.probe(x, y) : Promise.resolve(null);
  }

  async snapshot(): Promise<Blob> {
    if (this.#client) return this.#client.snapshot();
    throw new PerPixelError('source-unavailable', 'There is no picture yet.', 'Wait for the first frame.');
  }

  stats(): LatencyReport {
    const info = this.info;
    const { backend = 'wasm', adapter = '', model, tuning } = info ?? {};
    return this.#recorder.report({ backend, adapter, model: model?.id ?? '', tuning }, performance.now());
  }

  /** Kills the worker, as a crash would. */
  crashWorker(): void {
    this.#client?.crash();
  }

  /** Lets go of source and worker. Twice is harmless. */
  close(): void {
    clearInterval(this.#watch);
    this.#watch = undefined;
    this.#opening.abort();
    this.#feeding += 1;
    this.#scheduler?.close();
    this.source?.close();
    this.source = null;
    this.#client?.close();
    this.#client = null;
    this.phase = 'idle';
  }

  get #viewOfSource(): View {
    return { ...this.#view, mirrored: this.#view.mirrored && this.source?.kind === 'camera' };
  }

  #begin(phase: PlayerPhase): AbortController {
    this.#opening.abort();
    this.#opening = new AbortController();
    this.error = null;
    this.progress = null;
    this.#set(phase);
    return this.#opening;
  }

  async #connect(signal: AbortSignal): Promise<void> {
    const { source } = this;
    if (!source) return;
    const { assets, mirror = false, ensemble } = this.settings;
    const refine = this.#refine ?? undefined;
    const backend = this.#withoutGpu ? 'wasm' : this.settings.backend;
    const model = this.settings.model ?? suitableModel(source.kind, source.size);
    const key = JSON.stringify([model, backend, assets ?? '', mirror, ensemble ?? '']);
    if (this.#client && key === this.#clientKey) {
      await this.#client.forget();
      await this.#client.setView(this.#viewOfSource);
      this.#feed();
      return;
    }
    const onProgress = (progress: Progress): void => {
      this.progress = progress;
      this.events.onChange();
    };
    const hears = { signal, onProgress, onInfo: (): void => this.events.onChange() };
    const asked = { assets, model, backend, refine, mirror, ensemble };
    const client = await PipelineClient.open({ ...asked, live: true, ...hears });
    const canvas = document.createElement('canvas');
    try {
      await client.attach(canvas.transferControlToOffscreen(), this.#viewOfSource);
    } catch (error) {
      client.close();
      throw error;
    }
    if (signal.aborted) {
      client.close();
      return;
    }
    await this.#unfeed();
    const old = this.#client;
    this.#client = client;
    this.#clientKey = key;
    this.#canvas = canvas;
    this.#framesSinceStart = 0;
    this.#recorder.reset();
    client.onCrash = (error) => void this.#recover(error);
    old?.close();
    this.#feed();
  }

  /** From the source to the worker, until the next call. */
  #feed(): void {
    const { source } = this;
    const client = this.#client;
    if (!source || !client) return;
    const turn = (this.#feeding += 1);
    this.#lastFrame = performance.now();
    source.truth = STREET_CLASSES.every((name) => client.info.model.classes.some((each) => each.name === name));
    const onFrame = (report: FrameReport): void => {
      if (turn === this.#feeding) this.#framed(report);
    };
    const onError = (thrown: unknown): boolean => {
      const error = this.#foreseen(thrown);
      if (error.code === 'device-lost' || error.code === 'worker-crashed') this.#recorder.drop(1, 'failed');
      if (error.code === 'device-lost') return true;
      if (error.code === 'backend-unavailable' && turn === this.#feeding && this.#leaveGpu()) return false;
      if (turn === this.#feeding && error.code !== 'worker-crashed' && error.code !== 'closed') this.#fail(error);
      return false;
    };
    this.#scheduler?.close();
    this.#scheduler = null;
    const stream = source.stream();
    if (stream) {
      client.pump(stream, onFrame).catch(onError);
      return;
    }
    const scheduler = new Scheduler({
      present: async (frame, meta) => onFrame(await client.present(frame, meta)),
      onDrop: () => this.#recorder.drop(),
      onError,
    });
    this.#scheduler = scheduler;
    source.feed(scheduler);
    if (this.#fresh) void source.play().catch(() => undefined);
    this.#fresh = false;
  }

  /** Where the choice is ours, a graphics device that keeps failing is given up for WASM. */
  #leaveGpu(): boolean {
    if (this.settings.backend !== 'auto' || this.#withoutGpu) return false;
    this.#withoutGpu = true;
    // what goes wrong then has been told by then
    void this.reload().catch(() => undefined);
    return true;
  }

  async #unfeed(): Promise<void> {
    this.#feeding += 1;
    this.source?.feed(null);
    this.#scheduler?.close();
    this.#scheduler = null;
    await this.#client?.stop().catch(() => undefined);
  }

  #framed(report: FrameReport): void {
    this.#lastFrame = performance.now();
    // as the worker's clock has it: a busy page hears of its frames in bursts
    this.#recorder.record(report.timings, report.drawn - performance.timeOrigin, report.glassToGlass);
    this.#recorder.note = report.note;
    this.#recorder.quality = report.quality;
    this.#recorder.drop(report.dropped);
    this.#recorder.drop(report.failed, 'failed');
    this.#recorder.moved(report.moves.copies, report.moves.readbacks);
    this.#framesSinceStart += 1;
    if (this.#framesSinceStart === HEALTHY_AFTER) this.#recoveries = 0;
    if (this.#framesSinceStart === HEALTHY_AFTER && this.#client) this.#tune(this.#client).catch(() => undefined);
    if (this.#canvas) {
      this.events.onCanvas(this.#canvas);
      this.#canvas = null;
    }
    if (this.phase !== 'running') this.#set('running');
    this.events.onFrame(report);
    this.caretaker?.beat(totalOf(report.timings));
  }

  /** Another worker in place of the dead one, with growing pauses, and in the end the error itself. */
  async #recover(cause: PerPixelError): Promise<void> {
    this.#client = null;
    this.#clientKey = '';
    if (this.#recoveries >= RECOVERIES) {
      this.#fail(cause);
      return;
    }
    const { signal } = this.#begin('recovering');
    await new Promise((resolve) => setTimeout(resolve, this.#recoveries === 0 ? 0 : 250 * 2 ** this.#recoveries));
    this.#recoveries += 1;
    if (signal.aborted) return;
    await this.#connect(signal).catch((thrown: unknown) => {
      if (!signal.aborted) this.#fail(this.#foreseen(thrown));
    });
  }

  /** Changes over to a faster way of running the model: the old worker labels on until the new one does. */
  async #tune(client: PipelineClient): Promise<void> {
    const changes = await client.tune();
    if (client !== this.#client) return;
    if (changes) this.#clientKey = '';
    if (changes) await this.#connect(this.#opening.signal);
    this.events.onChange();
  }

  /** A hung worker answers nothing: a question it must answer finds out. */
  #checkSilence(): void {
    const quiet = performance.now() - this.#lastFrame > SILENCE_MS;
    if (quiet && this.phase === 'running') this.#client?.probe(0, 0).catch(() => undefined);
  }

  #fail(error: PerPixelError): void {
    // what is still on its way must not look as if all were well
    void this.#unfeed();
    this.error = error;
    this.#set('failed');
    this.events.onError(error);
  }

  #set(phase: PlayerPhase): void {
    this.phase = phase;
    this.events.onChange();
  }

  #foreseen(thrown: unknown): PerPixelError {
    return toPerPixelError(thrown, 'source-unavailable', 'Try again, or choose another source.');
  }
}
