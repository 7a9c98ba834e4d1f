/** Attempts to replace a worker in a row, each twice as late as the one before. */
const MOST = 5;
const FIRST_PAUSE = 250;

/** How often, and after which pauses, a player that nobody supervises replaces a dead worker before it gives up. */
export class Backoff {
  #tried = 0;

  /** @returns milliseconds to wait before the next attempt; null: it was tried often enough */
  next(): number | null {
    if (this.#tried >= MOST) return null;
    const pause = this.#tried === 0 ? 0 : FIRST_PAUSE * 2 ** this.#tried;
    this.#tried += 1;
    return pause;
  }

  /** A worker is well: the next one that dies is the first again. */
  reset(): void {
    this.#tried = 0;
  }
}
