/** What a frame must be able to do for its owner to let go of it. */
export interface Closable {
  close(): void;
}

/**
 * Room for one waiting frame. A newer one takes the older one's place, which is closed and counted: a live picture never
 * lags behind itself. The slot owns what it holds.
 */
export class NewestSlot<T extends Closable> {
  #waiting: T | null = null;
  #wake: (() => void) | null = null;
  #closed = false;

  constructor(private readonly onDrop: () => void) {}

  offer(item: T): void {
    if (this.#closed) {
      item.close();
      return;
    }
    if (this.#waiting) {
      this.#waiting.close();
      this.onDrop();
    }
    this.#waiting = item;
    this.#wake?.();
  }

  /** The waiting item, or the next one; null once closed. Ownership moves to the caller. */
  async take(): Promise<T | null> {
    while (!this.#waiting && !this.#closed) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = null;
    }
    const item = this.#waiting;
    this.#waiting = null;
    return item;
  }

  /** Twice is harmless. */
  close(): void {
    this.#closed = true;
    this.#waiting?.close();
    this.#waiting = null;
    this.#wake?.();
  }
}
