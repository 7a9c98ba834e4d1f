import type { PerPixelError } from '../../core/errors/errors.ts';
import type { FrameSource } from '../../sources/source.ts';
import type { PlayerEvents, PlayerPhase } from './player-settings.ts';
import type { Stream } from './stream.ts';

export interface ConnectionEvents extends Pick<PlayerEvents, 'onChange' | 'onError'> {
  /** The phase is another one. */
  onPhase(phase: PlayerPhase): void;
}

/** How a stream's source comes to a worker: the newest attempt at one, the phase that it is in, and how the last one failed. */
export class Connection {
  phase: PlayerPhase = 'idle';
  error: PerPixelError | null = null;
  /** A worker with other settings is on its way while the picture goes on. */
  reloading = false;
  #attempt = new AbortController();

  constructor(
    private readonly stream: Stream,
    private readonly events: ConnectionEvents,
  ) {}

  /** Aborted when the newest attempt is given up. */
  get signal(): AbortSignal {
    return this.#attempt.signal;
  }

  /** A worker's picture is on the page. */
  get shows(): boolean {
    return this.stream.live.shown;
  }

  /** Another attempt at a worker begins; the one before is given up. */
  begin(phase: PlayerPhase): AbortSignal {
    this.#attempt.abort();
    this.#attempt = new AbortController();
    this.error = null;
    this.stream.progress = null;
    this.reloading = false;
    this.enter(phase);
    return this.#attempt.signal;
  }

  /**
   * A worker for the source that is on: the one at work where that will do.
   * @throws PerPixelError with the codes of models and backends, `worker-crashed`, `aborted`
   */
  async connect(signal: AbortSignal): Promise<void> {
    const { stream } = this;
    const { source, live } = stream;
    if (!source) return;
    if (live.current && this.suits(source)) {
      await stream.forget(live.current);
      stream.feed();
      return;
    }
    await stream.replaceWorker(source, signal);
    stream.recorder.reset();
  }

  /** The worker at work is what this source is to be labelled by. */
  suits(source: FrameSource): boolean {
    const { current, key } = this.stream.live;
    return current !== null && this.stream.workerFor(source).key === key;
  }

  /** A worker is there. A source at rest may give it no frame that would say so. */
  settle(): void {
    const { source } = this.stream;
    this.reloading = false;
    if (this.phase !== 'running' && source?.traits.holdsDevice && source.playback.paused) this.enter('running');
    else this.events.onChange();
  }

  /** What is on goes on; the visitor hears what did not come of it. */
  keep(error: PerPixelError): void {
    if (this.shows && this.stream.source) this.enter('running');
    else this.events.onChange();
    this.events.onError(error);
  }

  /** Nothing is on any more, and no camera's lamp: what was asked for can be asked for again. */
  fail(error: PerPixelError): void {
    this.#attempt.abort();
    this.stream.release();
    this.error = error;
    this.reloading = false;
    this.enter('failed');
    this.events.onError(error);
  }

  /** Nothing is wanted any more. Twice is harmless. */
  giveUp(): void {
    this.#attempt.abort();
    this.reloading = false;
    this.error = null;
  }

  enter(phase: PlayerPhase): void {
    const news = phase !== this.phase;
    this.phase = phase;
    if (news) this.events.onPhase(phase);
    this.events.onChange();
  }
}
