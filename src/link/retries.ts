import { PerPixelError } from '../core/errors/errors.ts';

/** How often in a row workers may die over the same work. */
const MOST = 3;

/** A worker that was at work for so long, milliseconds, did not die of what the one before it died of. */
const STEADY_MS = 60_000;

/** The worker that did something is gone: another one may get it done. */
export function workerDied(error: unknown): boolean {
  return error instanceof PerPixelError && error.code === 'worker-crashed';
}

/** Counts the workers that died over a piece of work. */
export class Retries {
  #died = 0;
  /** When the worker that is at work took over; none did yet, or it is not known when. */
  #since = Number.POSITIVE_INFINITY;

  /** @returns whether what failed so is tried again, with another worker */
  again(error: unknown, now = performance.now()): boolean {
    if (!workerDied(error)) return false;
    if (now - this.#since >= STEADY_MS) this.#died = 0;
    this.#since = Number.POSITIVE_INFINITY;
    return (this.#died += 1) < MOST;
  }

  /** A worker is at work, and waits for whatever is wanted of it: where nothing is, nothing gets done for hours. */
  atWork(now = performance.now()): void {
    this.#since = now;
  }

  /** Something got done: the next worker that dies is the first again. */
  reset(): void {
    this.#died = 0;
  }
}
