/** A source that was asked for, and the way to give it up. */
export interface Attempt {
  readonly wanted: string | Blob;
  readonly abort: AbortController;
}

/**
 * What is on, or on its way with nothing else to go back to, and what is to take its place. A newer attempt takes the place of
 * the one that waits; only one that succeeds ends what is on.
 */
export class Attempts {
  #base: Attempt | null = null;
  #next: Attempt | null = null;

  /** What was asked for last, unless that failed and something else goes on; null: nothing. */
  get wanted(): string | Blob | null {
    return (this.#next ?? this.#base)?.wanted ?? null;
  }

  /** Something is to take the place of what is on. */
  get waiting(): boolean {
    return this.#next !== null;
  }

  /** @param beside what is on may go on: the attempt waits until it succeeds */
  begin(wanted: string | Blob, beside: boolean): Attempt {
    const attempt = { wanted, abort: new AbortController() };
    this.#next?.abort.abort();
    this.#next = beside && this.#base ? attempt : null;
    if (!this.#next) this.succeed(attempt);
    return attempt;
  }

  waits(attempt: Attempt): boolean {
    return this.#next === attempt;
  }

  /** It is what is on from now on. */
  succeed(attempt: Attempt): void {
    if (this.#base !== attempt) this.#base?.abort.abort();
    if (this.#next === attempt) this.#next = null;
    this.#base = attempt;
  }

  /** @returns whether something else goes on */
  fail(attempt: Attempt): boolean {
    if (this.#next !== attempt) return false;
    this.#next = null;
    return true;
  }

  /** Nothing is wanted any more. */
  clear(): void {
    for (const each of [this.#base, this.#next]) each?.abort.abort();
    this.#base = this.#next = null;
  }
}
