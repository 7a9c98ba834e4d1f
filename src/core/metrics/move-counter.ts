import type { Moves } from './moves.ts';

/**
 * Counts what frames cost in moved memory, where it is moved: each time that a whole picture or map is written to another memory,
 * and with a graphics device what that counts of its own.
 */
export class MoveCounter {
  #copies = 0;
  /** As the device had counted them when they were taken last. */
  #before: Moves;

  /** @param device what it was asked for since it was opened; null: there is none */
  constructor(private readonly device: Moves | null = null) {
    this.#before = countOf(device);
  }

  copied(count = 1): void {
    this.#copies += count;
  }

  /** Since the last time. */
  take(): Moves {
    const now = countOf(this.device);
    const copies = this.#copies + now.copies - this.#before.copies;
    const readbacks = now.readbacks - this.#before.readbacks;
    this.#before = now;
    this.#copies = 0;
    return { copies, readbacks };
  }
}

/** A device's count goes on. */
function countOf(device: Moves | null): Moves {
  return { copies: device?.copies ?? 0, readbacks: device?.readbacks ?? 0 };
}
