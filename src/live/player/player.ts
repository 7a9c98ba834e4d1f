import { abortedError, PerPixelError } from '../../core/errors/errors.ts';
import { totalOf, type LatencyReport } from '../../core/metrics/metrics.ts';
import type { FrameReport, PipelineInfo } from '../../protocol/live.ts';
import type { Probe } from '../../core/labels/probe.ts';
import type { Progress } from '../../core/options/progress.ts';
import type { FrameSource } from '../../sources/source.ts';
import { Attempts, type Attempt } from './attempts.ts';
import type { PlayerEvents, PlayerPhase, PlayerSettings } from './player-settings.ts';
import type { Presentation } from './presentation.ts';
import { provoke, type InjectedFault } from './provoke.ts';
import { foreseen, Stream } from './stream.ts';
import { Upkeep } from './upkeep.ts';
import type { PlayerFault, PlayerSupervisor, SupervisedPlayer } from './supervised.ts';
import { givesNoPicture, Supervision } from './supervision.ts';

/**
 * Brings a source and a model together: opens both, feeds one with the other, replaces a dead worker.
 * What is at work, or on its way to be, goes on until whatever is to take its place can.
 */
export class Player {
  phase: PlayerPhase = 'idle';
  error: PerPixelError | null = null;
  readonly #stream: Stream;
  /** What a supervisor hears of it and does with it. */
  readonly supervision: Supervision;
  readonly #upkeep: Upkeep;
  readonly #attempts = new Attempts();
  /** The newest attempt at a worker for the source that is on. */
  #connecting = new AbortController();
  /** A worker with other settings is on its way while the picture goes on. */
  #reloading = false;

  constructor(
    settings: PlayerSettings,
    private readonly events: PlayerEvents,
  ) {
    this.#stream = new Stream(settings, {
      onChange: () => events.onChange(),
      onFrame: (report) => this.#framed(report),
      onCanvas: (canvas) => events.onCanvas(canvas),
      onPicture: (picture) => events.onPicture(picture),
      onSourceError: (error) => this.#trouble('source', error),
      onMuted: () => this.#muted(),
      onNotice: (notice) => events.onError(notice),
      onUnlabelled: (error) => this.#unlabelled(error),
      onRenewed: () => {
        this.supervision.renewed(deviceLost());
        events.onChange();
      },
      onCrash: (error) => void this.#recover(error),
    });
    this.supervision = new Supervision(this.#stream, {
      phase: () => this.phase,
      onRelease: (unmended) => this.#released(unmended),
    });
    this.#upkeep = new Upkeep(this.#stream, this.supervision, () => events.onChange());
  }

  get settings(): PlayerSettings {
    return this.#stream.settings;
  }

  set settings(settings: PlayerSettings) {
    this.#stream.settings = settings;
  }

  /** What was asked for last, unless that failed and something else goes on; null: nothing. */
  get wanted(): string | Blob | null {
    return this.#attempts.wanted;
  }

  /** What is on its way to take the place of what is shown; null: nothing. */
  get changing(): 'source' | 'model' | null {
    if (this.phase === 'failed' || this.phase === 'idle') return null;
    if (this.#attempts.waiting) return 'source';
    return this.#reloading && this.shows ? 'model' : null;
  }

  /** A worker's picture is on the page. */
  get shows(): boolean {
    return this.#stream.live.shown;
  }

  /** How everything is shown, whichever source and worker come. */
  get presentation(): Presentation {
    return this.#stream.presentation;
  }

  /** A supervisor decides what is done about faults, and opens the sources. */
  get supervised(): boolean {
    return this.supervision.supervisor !== null;
  }

  /** Hands faults over to a supervisor, until it releases the player or another one takes its place. */
  supervise(supervisor: PlayerSupervisor): SupervisedPlayer {
    const player = this.supervision.begin(supervisor);
    this.events.onChange();
    return player;
  }

  /** Another source is wanted; empty: none. @returns whether a supervisor sees to that */
  want(source: string): boolean {
    return this.supervision.want(source);
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
   * Opens a source, and a model if none is open yet. Where that fails, whatever is on, or was being opened before, goes on.
   * Rejects with what went wrong, which `onError` hears too; a newer call makes this one resolve in silence.
   */
  async open(source: string | Blob): Promise<void> {
    this.#upkeep.start(() => this.phase === 'running');
    const attempt = this.#attempts.begin(source, this.phase !== 'failed');
    if (this.#attempts.waits(attempt)) this.events.onChange();
    else this.#begin('opening');
    const { signal } = attempt.abort;
    let opened: FrameSource | null = null;
    try {
      // while something else is still on its way, that has the machine to itself
      if (this.shows || !this.#attempts.waits(attempt)) void this.#stream.expect(source);
      opened = await this.#stream.openBeside(source, signal);
      await this.#show(opened, attempt);
    } catch (thrown) {
      if (opened && opened !== this.source) opened.close();
      const error = foreseen(thrown);
      // given up for another source, or for other settings
      if (signal.aborted || error.code === 'aborted') return;
      if (this.wanted === source) void this.#stream.expect(null);
      if (this.#attempts.fail(attempt) && this.phase !== 'failed') {
        this.#stream.keepSource();
        this.#kept(error);
      } else this.#fail(error);
      throw error;
    }
  }

  /**
   * Opens the model anew after its settings changed; the source stays. Where that fails the worker at work goes on, and the
   * settings are what they were.
   */
  async reload(): Promise<void> {
    if (!this.source) {
      // what is being opened takes them by itself
      if (this.phase === 'failed' && this.wanted !== null) await this.open(this.wanted);
      return;
    }
    if (this.supervised) {
      this.#stream.live.dropStandby();
      const error = await this.supervision.startWorker();
      if (error) this.events.onError(error);
      return;
    }
    if (this.phase === 'running' && !this.#reloading && this.#suits(this.source)) return;
    const signal = this.#begin('loading');
    this.#reloading = true;
    try {
      await this.#connect(signal);
      this.#settle();
    } catch (thrown) {
      if (signal.aborted) return;
      const error = foreseen(thrown);
      this.#reloading = false;
      if (this.shows) {
        this.#stream.keepWorker();
        this.#kept(error);
      } else this.#fail(error);
      throw error;
    }
  }

  /** @throws PerPixelError with the codes of the sources: a camera that was paused is opened anew */
  async play(): Promise<void> {
    const { source } = this;
    try {
      await source?.play();
    } catch (thrown) {
      throw foreseen(thrown);
    }
    if (source?.traits.holdsDevice && source === this.source) this.#stream.feed();
  }

  /** A camera is let go of: its lamp goes out. */
  pause(): void {
    this.source?.pause();
    if (this.source?.traits.holdsDevice) void this.#stream.unfeed();
  }

  /** Frames a second that a camera is asked for; null: its own. */
  setRate(rate: number | null): void {
    this.#stream.setRate(rate);
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
    this.#upkeep.stop();
    this.#attempts.clear();
    this.#connecting.abort();
    this.#reloading = false;
    this.error = null;
    this.supervision.close();
    this.#stream.close();
    if (this.phase !== 'idle') this.#set('idle');
  }

  /** A source that was opened takes the place of what is on, once there is a worker for it. */
  async #show(opened: FrameSource, attempt: Attempt): Promise<void> {
    const stream = this.#stream;
    const { signal } = attempt.abort;
    const shown = this.#attempts.waits(attempt) && this.phase === 'running' && this.shows;
    if (shown) this.#set('loading');
    const next = shown ? await stream.prepare(opened, signal) : null;
    await stream.unfeed();
    try {
      if (signal.aborted) throw abortedError(signal);
      stream.take(opened);
    } catch (error) {
      next?.client.close();
      stream.feed();
      throw error;
    }
    this.#attempts.succeed(attempt);
    const connecting = this.#begin('loading');
    stream.recorder.reset();
    if (next) {
      stream.adopt(next);
      stream.feed();
    } else await this.#connect(connecting);
    this.#settle();
  }

  /** Another attempt at a worker begins; the one before is given up. */
  #begin(phase: PlayerPhase): AbortSignal {
    this.#connecting.abort();
    this.#connecting = new AbortController();
    this.error = null;
    this.#stream.progress = null;
    this.#reloading = false;
    this.#set(phase);
    return this.#connecting.signal;
  }

  async #connect(signal: AbortSignal): Promise<void> {
    const { source, live } = this.#stream;
    if (!source) return;
    if (live.current && this.#suits(source)) {
      await this.#stream.forget(live.current);
      this.#stream.feed();
      return;
    }
    await this.#stream.replaceWorker(source, signal);
    this.#stream.recorder.reset();
  }

  /** The worker at work is what this source is to be labelled by. */
  #suits(source: FrameSource): boolean {
    const { current, key } = this.#stream.live;
    return current !== null && this.#stream.workerFor(source).key === key;
  }

  /** A worker is there. A source at rest may give it no frame that would say so. */
  #settle(): void {
    this.#reloading = false;
    if (this.phase !== 'running' && this.source?.traits.holdsDevice && this.source.playback.paused)
      this.#set('running');
    else this.events.onChange();
  }

  /** What is on goes on; the visitor hears what did not come of it. */
  #kept(error: PerPixelError): void {
    if (this.shows && this.source) this.#set('running');
    else this.events.onChange();
    this.events.onError(error);
  }

  /** A visitor sees for themselves that a shutter is closed. */
  #muted(): void {
    if (this.supervised) this.#trouble('source', givesNoPicture());
  }

  /** @returns whether the next frame may be offered */
  #unlabelled(error: PerPixelError): boolean {
    const { code } = error;
    if (code === 'device-lost') {
      // the worker opens another one by itself
      this.supervision.fault('labelling', error);
      return true;
    }
    if (code === 'backend-unavailable' && this.#leaveGpu()) return false;
    if (code !== 'worker-crashed' && code !== 'closed') this.#trouble('labelling', error);
    return false;
  }

  /** Where the choice is ours, a graphics device that keeps failing is given up for WASM. */
  #leaveGpu(): boolean {
    if (this.supervised || this.settings.backend !== 'auto' || this.#stream.instead) return false;
    this.#stream.instead = 'wasm';
    // what goes wrong then has been told by then
    void this.reload().catch(() => undefined);
    return true;
  }

  #framed(report: FrameReport): void {
    this.#upkeep.framed(this.#connecting.signal);
    if (this.phase !== 'running') this.#set('running');
    this.events.onFrame(report);
    if (report.failed > 0) this.supervision.fault('labelling', deviceLost());
    this.supervision.frame(totalOf(report.timings));
  }

  /** It recovers by itself again. */
  #released(unmended: PlayerFault | null): void {
    if (this.phase === 'recovering' && unmended?.part === 'source') this.#fail(unmended.error);
    else if (this.phase === 'recovering' && unmended) void this.#recover(unmended.error);
    else this.events.onChange();
  }

  /** Another worker in place of the dead one, with growing pauses, and in the end the error itself. */
  async #recover(cause: PerPixelError): Promise<void> {
    const pause = this.supervised ? null : this.#upkeep.nextPause();
    if (pause === null) {
      this.#trouble('labelling', cause);
      return;
    }
    const signal = this.#begin('recovering');
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (signal.aborted) return;
    try {
      await this.#connect(signal);
      this.#settle();
    } catch (thrown) {
      if (!signal.aborted) this.#fail(foreseen(thrown));
    }
  }

  /** Something that does not end by itself: the supervisor recovers from it, else it is an error. */
  #trouble(part: 'source' | 'labelling', error: PerPixelError): void {
    if (!this.supervised) {
      this.#fail(error);
      return;
    }
    // a broken stream must not look as if all were well
    if (part === 'source') void this.#stream.unfeed();
    this.#set('recovering');
    this.supervision.fault(part, error);
  }

  /** Nothing is on any more, and no camera's lamp: what was asked for can be asked for again. */
  #fail(error: PerPixelError): void {
    this.#connecting.abort();
    this.#stream.release();
    this.error = error;
    this.#reloading = false;
    this.#set('failed');
    this.events.onError(error);
  }

  #set(phase: PlayerPhase): void {
    const news = phase !== this.phase;
    this.phase = phase;
    if (news) this.supervision.supervisor?.onState?.(phase);
    this.events.onChange();
  }
}

function deviceLost(): PerPixelError {
  return new PerPixelError('device-lost', 'The graphics device was lost.', 'Another one has been opened.');
}
