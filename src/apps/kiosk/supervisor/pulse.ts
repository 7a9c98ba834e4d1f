import { quantile } from '../../../core/metrics/metrics.ts';

/** Silence is longer than so many of the usual pauses between frames. */
const PAUSES = 8;
/**
 * Milliseconds. Never sooner, so that a busy moment is no fault; never later. A worker that hangs must be noticed soon: the
 * browser takes two seconds to end it, and until then it holds the camera's buffers.
 */
const LIMIT = { least: 700, most: 30_000, unknown: 5000 };
const KNOWN_FROM = 10;
const REMEMBERED = 60;

/** How regularly frames come, and whether they have stopped. */
export class Pulse {
  readonly #pauses: number[] = [];
  #last = 0;
  #limit = LIMIT.unknown;

  beat(at: number): void {
    if (this.#last > 0) this.#pauses.push(at - this.#last);
    if (this.#pauses.length > REMEMBERED) this.#pauses.shift();
    this.#last = at;
    if (this.#pauses.length < KNOWN_FROM) return;
    const sorted = Float64Array.from(this.#pauses).sort();
    this.#limit = Math.min(LIMIT.most, Math.max(LIMIT.least, PAUSES * quantile(sorted, 0.5)));
  }

  /** Milliseconds of silence that are a fault. */
  get limit(): number {
    return this.#limit;
  }

  silent(at: number): boolean {
    return at - this.#last > this.#limit;
  }

  /** Starts to wait anew: nothing could be heard, or something was changed. */
  excuse(at: number): void {
    this.#last = at;
  }

  /** Nothing is known any more of how regularly frames come. */
  forget(at: number): void {
    this.#pauses.length = 0;
    this.#limit = LIMIT.unknown;
    this.#last = at;
  }
}
