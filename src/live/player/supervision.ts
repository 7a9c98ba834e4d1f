import { PerPixelError } from '../../core/errors/errors.ts';
import { foreseen, type Stream } from './stream.ts';
import type { PlayerFault, PlayerSupervisor, SupervisedPlayer } from './supervised.ts';

/** A player as its supervision sees it. */
export interface Recovering {
  phase(): SupervisedPlayer['state'];
  /** The supervisor has let go of it: what is still wrong is the player's again. */
  onRelease(unmended: PlayerFault | null): void;
}

/** What a supervisor hears of a player's stream, and what it can do about it. */
export class Supervision {
  /** null: the player recovers by itself. */
  supervisor: PlayerSupervisor | null = null;
  /** Attempts at a source and at a worker, which know nothing of one another. */
  #sourcing = new AbortController();
  #replacing: AbortController | null = null;
  #renewing = false;
  /** What went wrong last, until a frame is labelled. */
  #fault: PlayerFault | null = null;

  constructor(
    private readonly stream: Stream,
    private readonly player: Recovering,
  ) {}

  /** A supervisor takes the last one's place. */
  begin(supervisor: PlayerSupervisor): SupervisedPlayer {
    this.supervisor = supervisor;
    const { player, stream } = this;
    // what befalls others is no fault of its own
    stream.shares = false;
    return {
      get state() {
        return player.phase();
      },
      get expecting() {
        const { source } = stream;
        return source !== null && source.traits.moves && !source.playback.paused;
      },
      restartSource: (source) => this.restartSource(source),
      renewSession: (always) => this.renewSession(always),
      newWorker: (how) => this.newWorker(how),
      ping: () => this.ping(),
      stats: () => stream.stats(),
      release: () => this.#release(supervisor),
    };
  }

  #release(supervisor: PlayerSupervisor): void {
    if (this.supervisor !== supervisor) return;
    this.supervisor = null;
    this.stream.shares = true;
    const fault = this.#fault;
    this.#fault = null;
    this.player.onRelease(fault);
  }

  /** Another source is wanted; empty: none. @returns whether that is seen to */
  want(source: string): boolean {
    const { supervisor } = this;
    if (supervisor?.onSource) supervisor.onSource(source);
    else if (!supervisor || !source) return false;
    else this.restartSource(source).catch((thrown: unknown) => this.#refused(foreseen(thrown)));
    return true;
  }

  #refused(error: PerPixelError): void {
    if (error.code !== 'aborted') this.fault('source', error);
  }

  /** A frame was labelled. @param milliseconds of its stages together */
  frame(milliseconds: number): void {
    this.#fault = null;
    this.supervisor?.onFrame?.(milliseconds);
  }

  async restartSource(name: string): Promise<void> {
    this.#sourcing.abort();
    this.#sourcing = new AbortController();
    const { signal } = this.#sourcing;
    const { stream } = this;
    if (!stream.live.current && !this.#replacing) void stream.expect(name);
    const opened = await stream.open(name, signal);
    opened.setLoop(true);
    try {
      if (opened.muted) throw givesNoPicture();
      const { current } = stream.live;
      // what else it takes to label this source is got ready while the old one is shown
      const next = current && (await stream.prepare(opened, signal));
      await stream.unfeed();
      stream.take(opened);
      if (next) stream.adopt(next, true);
      else if (current) await stream.forget(current).catch(() => undefined);
    } catch (error) {
      if (opened !== stream.source) opened.close();
      throw error;
    }
    if (stream.live.current) stream.feed();
    else if (!this.#replacing) void this.startWorker();
  }

  async renewSession(always: boolean): Promise<void> {
    const { stream } = this;
    const client = stream.live.current;
    if (!client) throw noWorker();
    if (always) await stream.unfeed();
    this.#renewing = true;
    await client.renew(always).finally(() => {
      this.#renewing = false;
    });
    if (client === stream.live.current && !stream.flows) stream.feed();
  }

  async newWorker(how: 'replace' | 'swap' | 'other-backend'): Promise<void> {
    this.#replacing?.abort();
    const replacing = new AbortController();
    this.#replacing = replacing;
    const { stream } = this;
    const other = stream.live.info?.backend === 'webgpu' ? 'wasm' : 'auto';
    stream.instead = how === 'other-backend' ? other : null;
    if (how !== 'swap') stream.live.end();
    try {
      if (!stream.source) throw noWorker();
      await stream.replaceWorker(stream.source, replacing.signal);
    } finally {
      if (this.#replacing === replacing) this.#replacing = null;
    }
  }

  async ping(): Promise<void> {
    if (!this.stream.live.current) throw noWorker();
    await this.stream.live.current.ping();
  }

  /**
   * A worker for the source that is open. One that labels goes on until the next one does, and for good where there is none
   * to be had for new settings; without one the supervisor hears what went wrong.
   * @returns what went wrong; null: nothing, or a newer attempt ended this one
   */
  async startWorker(): Promise<PerPixelError | null> {
    const labels = this.stream.live.current !== null;
    try {
      await this.newWorker(labels ? 'swap' : 'replace');
      return null;
    } catch (thrown) {
      const error = foreseen(thrown);
      if (error.code === 'aborted') return null;
      if (labels && this.stream.live.current) this.stream.keepWorker();
      else this.#tell({ part: 'labelling', error, starting: true });
      return error;
    }
  }

  /** Something went wrong. */
  fault(part: PlayerFault['part'], error: PerPixelError): void {
    // the standby worker has the same device, or had
    if (error.code === 'backend-unavailable' || error.code === 'device-lost') this.stream.live.dropStandby();
    this.#tell({ part, error, starting: false });
  }

  #tell(fault: PlayerFault): void {
    if (!this.supervisor) return;
    this.#fault = fault;
    this.supervisor.onFault(fault);
  }

  /** A worker that opens its model anew without having been asked had lost its device. */
  renewed(cause: PerPixelError): void {
    if (!this.#renewing) this.fault('labelling', cause);
  }

  /** The worker is well: a standby worker like it is opened for when it dies. */
  standBy(): void {
    const { source, live } = this.stream;
    const wanted = this.supervisor !== null && this.supervisor.standby !== false;
    if (wanted && source && live.current) live.standBy(this.stream.standby(source));
  }

  /** Twice is harmless. */
  close(): void {
    this.#sourcing.abort();
    this.#replacing?.abort();
    this.#replacing = null;
    this.#fault = null;
  }
}

export function givesNoPicture(): PerPixelError {
  return new PerPixelError('camera-busy', 'The camera gives no picture.', 'Open its shutter, or plug it in again.');
}

function noWorker(): PerPixelError {
  return new PerPixelError('worker-crashed', 'No worker is running.', 'Wait for the next one.');
}
