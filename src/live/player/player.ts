import { abortedError, type PerPixelError } from '../../core/errors/errors.ts';
import type { LatencyReport } from '../../core/metrics/metrics.ts';
import type { FrameReport, PipelineInfo } from '../../protocol/live.ts';
import type { Probe } from '../../core/labels/probe.ts';
import type { Progress } from '../../core/options/progress.ts';
import type { FrameSource } from '../../sources/source.ts';
import { Attempts, type Attempt } from './attempts.ts';
import { Connection } from './connection.ts';
import type { PlayerEvents, PlayerPhase, PlayerSettings } from './player-settings.ts';
import type { Presentation } from './presentation.ts';
import { provoke, type InjectedFault } from './provoke.ts';
import { Recovery } from './recovery.ts';
import { foreseen, Stream } from './stream.ts';
import type { StreamEvents } from './stream-events.ts';
import type { StreamKind } from './stream-kind.ts';
import type { LiveTeaching, LiveTeachingOptions, LiveTeachingState } from '../teach/live-teaching.ts';
import { TaughtStream } from './taught-stream.ts';
import { Upkeep } from './upkeep.ts';
import type { PlayerSupervisor, SupervisedPlayer } from './supervised.ts';
import { Supervision } from './supervision.ts';

/**
 * Brings a source and a model together: opens both, feeds one with the other, replaces a dead worker.
 * What is at work, or on its way to be, goes on until whatever is to take its place can.
 */
export class Player {
  readonly #stream: Stream;
  readonly #connection: Connection;
  /** What a supervisor hears of it and does with it. */
  readonly supervision: Supervision;
  readonly #recovery: Recovery;
  readonly #upkeep: Upkeep;
  readonly #attempts = new Attempts();

  constructor(
    settings: PlayerSettings,
    private readonly events: PlayerEvents,
    kind: StreamKind,
  ) {
    const streamEvents: StreamEvents = {
      onChange: () => events.onChange(),
      onFrame: (report) => this.#framed(report),
      onCanvas: (canvas) => events.onCanvas(canvas),
      onPicture: (picture) => events.onPicture(picture),
      onSourceError: (error) => this.#recovery.sourceFailed(error),
      onMuted: () => this.#recovery.muted(),
      onNotice: (notice) => events.onError(notice),
      onUnlabelled: (error) => this.#recovery.unlabelled(error),
      onRenewed: () => {
        this.#recovery.renewed();
        events.onChange();
      },
      onCrash: (error) => void this.#recovery.crashed(error),
    };
    const stream = new Stream(settings, streamEvents, kind);
    const connection = new Connection(stream, {
      onChange: () => events.onChange(),
      onError: (error) => events.onError(error),
      onPhase: (phase) => this.supervision.supervisor?.onState?.(phase),
    });
    const supervision = new Supervision(stream, {
      phase: () => connection.phase,
      onRelease: (unmended) => {
        if (!this.#recovery.released(unmended)) events.onChange();
      },
    });
    this.#stream = stream;
    this.#connection = connection;
    this.supervision = supervision;
    this.#upkeep = new Upkeep(stream, supervision, () => events.onChange());
    this.#recovery = new Recovery({
      stream,
      connection,
      supervision,
      nextPause: () => this.#upkeep.nextPause(),
      reload: () => this.reload(),
    });
  }

  get phase(): PlayerPhase {
    return this.#connection.phase;
  }

  /** Why nothing is on; null: nothing failed. */
  get error(): PerPixelError | null {
    return this.#connection.error;
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
    return this.#connection.reloading && this.shows ? 'model' : null;
  }

  /** A worker's picture is on the page. */
  get shows(): boolean {
    return this.#connection.shows;
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
    else this.#connection.begin('opening');
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
        this.#connection.keep(error);
      } else this.#connection.fail(error);
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
    if (this.phase === 'running' && !this.#connection.reloading && this.#connection.suits(this.source)) return;
    const signal = this.#connection.begin('loading');
    this.#connection.reloading = true;
    try {
      await this.#connection.connect(signal);
      this.#connection.settle();
    } catch (thrown) {
      if (signal.aborted) return;
      const error = foreseen(thrown);
      this.#connection.reloading = false;
      if (this.shows) {
        this.#stream.keepWorker();
        this.#connection.keep(error);
      } else this.#connection.fail(error);
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

  /** @throws PerPixelError `source-unavailable` before the first worker */
  snapshot(): Promise<Blob> {
    return this.#stream.snapshot();
  }

  stats(): LatencyReport {
    return this.#stream.stats();
  }

  /** Teaches the model that labels, as `LiveTeaching.open`. */
  async teach(onChange: (state: LiveTeachingState) => void, options?: LiveTeachingOptions): Promise<LiveTeaching> {
    const { LiveTeaching: Live } = await import('../teach/live-teaching.ts');
    return Live.open(new TaughtStream(this.#stream), onChange, options);
  }

  /** For tests. */
  readonly provoke = (fault: InjectedFault): Promise<void> => provoke(this.#stream, fault);

  /** Lets go of source and worker. Twice is harmless. */
  close(): void {
    this.#upkeep.stop();
    this.#attempts.clear();
    this.#connection.giveUp();
    this.supervision.close();
    this.#stream.close();
    if (this.phase !== 'idle') this.#connection.enter('idle');
  }

  /** A source that was opened takes the place of what is on, once there is a worker for it. */
  async #show(opened: FrameSource, attempt: Attempt): Promise<void> {
    const stream = this.#stream;
    const { signal } = attempt.abort;
    const shown = this.#attempts.waits(attempt) && this.phase === 'running' && this.shows;
    if (shown) this.#connection.enter('loading');
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
    const connecting = this.#connection.begin('loading');
    stream.recorder.reset();
    if (next) {
      stream.adopt(next);
      stream.feed();
    } else await this.#connection.connect(connecting);
    this.#connection.settle();
  }

  #framed(report: FrameReport): void {
    const connection = this.#connection;
    this.#upkeep.framed(connection.signal);
    if (connection.phase !== 'running') connection.enter('running');
    this.events.onFrame(report);
    this.#recovery.framed(report);
  }
}
