import { PerPixelError } from '../../core/errors/errors.ts';
import { totalOf } from '../../core/metrics/metrics.ts';
import type { FrameReport } from '../../protocol/live.ts';
import type { Connection } from './connection.ts';
import { foreseen, type Stream } from './stream.ts';
import type { PlayerFault } from './supervised.ts';
import { givesNoPicture, type Supervision } from './supervision.ts';

/** A player as its recovery sees it. */
export interface Recoverable {
  readonly stream: Stream;
  readonly connection: Connection;
  readonly supervision: Supervision;
  /** Milliseconds before a dead worker is replaced; null: it was tried often enough. */
  nextPause(): number | null;
  /** Opens the model anew with the settings of the moment. */
  reload(): Promise<void>;
}

/** What is done about faults while something is on: the supervisor hears of them, or the player mends them by itself, or fails. */
export class Recovery {
  constructor(private readonly player: Recoverable) {}

  /** A frame was labelled, maybe after others that were not. */
  framed(report: FrameReport): void {
    const { supervision } = this.player;
    if (report.failed > 0) supervision.fault('labelling', deviceLost());
    supervision.frame(totalOf(report.timings));
  }

  /** The worker opened its model anew, on another device. */
  renewed(): void {
    this.player.supervision.renewed(deviceLost());
  }

  /** The source broke while running. */
  sourceFailed(error: PerPixelError): void {
    this.#fault('source', error);
  }

  /** A visitor sees for themselves that a shutter is closed. */
  muted(): void {
    if (this.#supervised) this.#fault('source', givesNoPicture());
  }

  /** A frame got no labels. @returns whether the next frame may be offered */
  unlabelled(error: PerPixelError): boolean {
    const { code } = error;
    if (code === 'device-lost') {
      // the worker opens another one by itself
      this.player.supervision.fault('labelling', error);
      return true;
    }
    if (code === 'backend-unavailable' && this.#leaveGpu()) return false;
    if (code !== 'worker-crashed' && code !== 'closed') this.#fault('labelling', error);
    return false;
  }

  /** Another worker in place of the dead one, with growing pauses, and in the end the error itself. */
  async crashed(cause: PerPixelError): Promise<void> {
    const { connection } = this.player;
    const pause = this.#supervised ? null : this.player.nextPause();
    if (pause === null) {
      this.#fault('labelling', cause);
      return;
    }
    const signal = connection.begin('recovering');
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (signal.aborted) return;
    try {
      await connection.connect(signal);
      connection.settle();
    } catch (thrown) {
      if (!signal.aborted) connection.fail(foreseen(thrown));
    }
  }

  /** The player recovers by itself again. @returns whether there was anything to recover from */
  released(unmended: PlayerFault | null): boolean {
    const { connection } = this.player;
    if (connection.phase !== 'recovering' || !unmended) return false;
    if (unmended.part === 'source') connection.fail(unmended.error);
    else void this.crashed(unmended.error);
    return true;
  }

  get #supervised(): boolean {
    return this.player.supervision.supervisor !== null;
  }

  /** Where the choice is ours, a graphics device that keeps failing is given up for WASM. */
  #leaveGpu(): boolean {
    const { stream } = this.player;
    if (this.#supervised || stream.settings.backend !== 'auto' || stream.instead) return false;
    stream.instead = 'wasm';
    // what goes wrong then has been told by then
    void this.player.reload().catch(() => undefined);
    return true;
  }

  /** Something that does not end by itself: the supervisor recovers from it, else it is an error. */
  #fault(part: PlayerFault['part'], error: PerPixelError): void {
    const { stream, connection, supervision } = this.player;
    if (!this.#supervised) {
      connection.fail(error);
      return;
    }
    // a broken stream must not look as if all were well
    if (part === 'source') void stream.unfeed();
    connection.enter('recovering');
    supervision.fault(part, error);
  }
}

function deviceLost(): PerPixelError {
  return new PerPixelError('device-lost', 'The graphics device was lost.', 'Another one has been opened.');
}
