import { PerPixelError } from '../core/errors/errors.ts';

/** How often in a row workers may die over the same work. */
const MOST = 3;

/** The worker that did something is gone: another one may get it done. */
export function workerDied(error: unknown): boolean {
  return error instanceof PerPixelError && error.code === 'worker-crashed';
}

/** Counts the workers that died over a piece of work. */
export class Retries {
  #died = 0;

  /** @returns whether what failed so is tried again, with another worker */
  again(error: unknown): boolean {
    return workerDied(error) && (this.#died += 1) < MOST;
  }

  /** Something got done: the next worker that dies is the first again. */
  reset(): void {
    this.#died = 0;
  }
}
