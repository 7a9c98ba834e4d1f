/**
 * Something that takes a while to open: opened when it is first needed, once for all who wait for it. What did not open is
 * opened anew by whoever needs it next.
 */
export class OnDemand<T> {
  #opened: Promise<T> | null = null;

  constructor(private readonly open: () => Promise<T>) {}

  /** What is open or being opened; null: nothing. */
  get current(): Promise<T> | null {
    return this.#opened;
  }

  get(): Promise<T> {
    if (this.#opened) return this.#opened;
    const opening = Promise.resolve().then(this.open);
    this.#opened = opening;
    opening.catch(() => {
      if (this.#opened === opening) this.#opened = null;
    });
    return opening;
  }

  /** Another one takes its place. */
  set(value: T): void {
    this.#opened = Promise.resolve(value);
  }

  /** It is gone: the next one who needs it opens it anew. */
  forget(): void {
    this.#opened = null;
  }
}
