import type { PipelineClient } from '../../client/pipeline-client.ts';
import { PerPixelError } from '../../shared/errors.ts';
import { totalOf, type LatencyReport } from '../../shared/metrics.ts';
import type { FrameReport, PipelineInfo, Probe, Progress, View } from '../../shared/protocol.ts';
import type { RefineOptions } from '../../shared/refine.ts';
import type { FrameSource } from '../../source/source.ts';
import type { PlayerEvents, PlayerPhase, PlayerSettings } from './player-settings.ts';
import { provoke, type InjectedFault } from './provoke.ts';
import { SelfRecovery } from './self-recovery.ts';
import { foreseen, Stream } from './stream.ts';
import { givesNoPicture, Ward } from './ward.ts';

/** A worker that labelled this many frames counts as healthy again. */
const HEALTHY_AFTER = 30;
/** Frames after which it is looked again whether another worker stands by. */
const LOOK_AGAIN = 900;
const SILENCE_MS = 10_000;

/**
 * Brings a source and a model together: opens both, feeds one with the other, replaces a dead worker.
 * The last picture stays until the next one is there.
 */
export class Player {
  phase: PlayerPhase = 'idle';
  error: PerPixelError | null = null;
  readonly #stream: Stream;
  /** For whoever sees to what goes wrong in this player's place. */
  readonly ward: Ward;
  readonly #recovery = new SelfRecovery();
  #opening = new AbortController();
  #rate: number | null = null;
  #watch: ReturnType<typeof setInterval> | undefined;

  constructor(
    settings: PlayerSettings,
    private readonly events: PlayerEvents,
  ) {
    this.#stream = new Stream(settings, {
      onChange: () => events.onChange(),
      onFrame: (report) => this.#framed(report),
      onCanvas: (canvas) => events.onCanvas(canvas),
      onSourceError: (error) => this.#trouble('source', error),
      onMuted: () => this.#muted(),
      onUnlabelled: (error) => this.#unlabelled(error),
      onRenewed: () => {
        this.ward.renewed(deviceLost());
        events.onChange();
      },
      onCrash: (error) => void this.#recover(error),
    });
    this.ward = new Ward(this.#stream);
  }

  set settings(settings: PlayerSettings) {
    this.#stream.settings = settings;
  }

  get source(): FrameSource | null {
    return this.#stream.source;
  }

  get progress(): Progress | null {
    return this.#stream.progress;
  }

  get info(): PipelineInfo | null {
    return this.#stream.live.info;
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
      void this.#stream.expect(source);
      opened = await this.#stream.open(source, signal);
      await this.#stream.unfeed();
      this.#stream.take(opened);
      if (this.#rate !== null) opened.setRate?.(this.#rate);
      this.#stream.recorder.reset();
      this.#set('loading');
      await this.#connect(signal);
    } catch (thrown) {
      if (signal.aborted) return;
      void this.#stream.expect(null);
      const error = foreseen(thrown);
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
    if (this.ward.caretaker) {
      this.#stream.live.dropReserve();
      return this.ward.startWorker();
    }
    const { signal } = this.#begin('loading');
    try {
      await this.#connect(signal);
    } catch (thrown) {
      if (signal.aborted) return;
      const error = foreseen(thrown);
      this.#fail(error);
      throw error;
    }
  }

  async play(): Promise<void> {
    await this.source?.play();
    if (this.source?.kind === 'camera') this.#stream.feed();
  }

  pause(): void {
    this.source?.pause();
    if (this.source?.kind === 'camera') void this.#stream.unfeed();
  }

  setView(view: View): void {
    this.#stream.setView(view);
  }

  /** Frames a second that a camera is asked for; null: its own. */
  setRate(rate: number | null): void {
    this.#rate = rate;
    this.source?.setRate?.(rate);
  }

  /** null: the model's own. */
  setRefine(refine: RefineOptions | false | null): void {
    this.#stream.setRefine(refine);
  }

  async probe(x: number, y: number): Promise<Probe | null> {
    return (await this.#stream.live.current?.probe(x, y)) ?? null;
  }

  async snapshot(): Promise<Blob> {
    const client = this.#stream.live.current;
    if (client) return client.snapshot();
    throw new PerPixelError('source-unavailable', 'There is no picture yet.', 'Wait for the first frame.');
  }

  stats(): LatencyReport {
    return this.#stream.stats();
  }

  /** For tests. */
  provoke(fault: InjectedFault): Promise<void> {
    return provoke(this.#stream, fault);
  }

  /** Lets go of source and worker. Twice is harmless. */
  close(): void {
    clearInterval(this.#watch);
    this.#watch = undefined;
    this.#opening.abort();
    this.ward.close();
    this.#stream.close();
    this.phase = 'idle';
  }

  #begin(phase: PlayerPhase): AbortController {
    this.#opening.abort();
    this.#opening = new AbortController();
    this.error = null;
    this.#stream.progress = null;
    this.#set(phase);
    return this.#opening;
  }

  async #connect(signal: AbortSignal): Promise<void> {
    const { source, live } = this.#stream;
    if (!source) return;
    const { current, key } = live;
    if (current && this.#stream.wish(source).key === key) {
      await this.#stream.forget(current);
      this.#stream.feed();
      return;
    }
    await this.#stream.replaceWorker(source, signal);
    this.#stream.recorder.reset();
  }

  /** A visitor sees for themselves that a shutter is closed. */
  #muted(): void {
    if (this.ward.caretaker) this.#trouble('source', givesNoPicture());
  }

  /** @returns whether the next frame may be offered */
  #unlabelled(error: PerPixelError): boolean {
    const { code } = error;
    if (code === 'device-lost') {
      // the worker opens another one by itself
      this.ward.suffer('labelling', error);
      return true;
    }
    if (code === 'backend-unavailable' && this.#leaveGpu()) return false;
    if (code !== 'worker-crashed' && code !== 'closed') this.#trouble('labelling', error);
    return false;
  }

  /** Where the choice is ours, a graphics device that keeps failing is given up for WASM. */
  #leaveGpu(): boolean {
    if (this.ward.caretaker || this.#stream.settings.backend !== 'auto' || this.#stream.instead) return false;
    this.#stream.instead = 'wasm';
    // what goes wrong then has been told by then
    void this.reload().catch(() => undefined);
    return true;
  }

  #framed(report: FrameReport): void {
    const { frames } = this.#stream;
    if (frames === HEALTHY_AFTER) void this.#healthy();
    else if (frames % LOOK_AGAIN === 0) this.ward.standBy();
    if (this.phase !== 'running') this.#set('running');
    this.events.onFrame(report);
    if (report.failed > 0) this.ward.suffer('labelling', deviceLost());
    this.ward.caretaker?.beat(totalOf(report.timings));
  }

  /** The worker is well: there is time for what only matters later. */
  async #healthy(): Promise<void> {
    this.#recovery.reset();
    const client = this.#stream.live.current;
    // it is closed by then, or there is nothing to measure
    if (client) await this.#tune(client).catch(() => undefined);
    this.ward.standBy();
  }

  /** Another worker in place of the dead one, with growing pauses, and in the end the error itself. */
  async #recover(cause: PerPixelError): Promise<void> {
    const pause = this.ward.caretaker ? null : this.#recovery.next();
    if (pause === null) {
      this.#trouble('labelling', cause);
      return;
    }
    const { signal } = this.#begin('recovering');
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (signal.aborted) return;
    await this.#connect(signal).catch((thrown: unknown) => {
      if (!signal.aborted) this.#fail(foreseen(thrown));
    });
  }

  /** Changes over to a faster way of running the model: the old worker labels on until the new one does. */
  async #tune(client: PipelineClient): Promise<void> {
    const changes = await client.tune();
    if (client !== this.#stream.live.current) return;
    if (changes && this.ward.caretaker) await this.ward.newWorker('swap');
    else if (changes) {
      this.#stream.live.key = '';
      await this.#connect(this.#opening.signal);
    }
    this.events.onChange();
  }

  /** A hung worker answers nothing: a question it must answer finds out. */
  #checkSilence(): void {
    const quiet = performance.now() - this.#stream.lastFrame > SILENCE_MS;
    if (quiet && this.phase === 'running') this.#stream.live.current?.probe(0, 0).catch(() => undefined);
  }

  /** Something that does not end by itself: whoever has us in care sees to it, else it is an error. */
  #trouble(part: 'source' | 'labelling', error: PerPixelError): void {
    if (!this.ward.caretaker) {
      this.#fail(error);
      return;
    }
    // a broken stream must not look as if all were well
    if (part === 'source') void this.#stream.unfeed();
    this.#set('recovering');
    this.ward.suffer(part, error);
  }

  #fail(error: PerPixelError): void {
    // what is still on its way must not look as if all were well
    void this.#stream.unfeed();
    this.error = error;
    this.#set('failed');
    this.events.onError(error);
  }

  #set(phase: PlayerPhase): void {
    this.phase = phase;
    this.events.onChange();
  }
}

function deviceLost(): PerPixelError {
  return new PerPixelError('device-lost', 'The graphics device was lost.', 'Another one has been opened.');
}
