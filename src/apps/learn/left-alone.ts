/** Calls back when nobody has touched anything for a while, once, until somebody does again. */
export class LeftAlone {
  #timer = 0;
  readonly #listening = new AbortController();

  /** @param seconds 0: never */
  constructor(
    private readonly seconds: number,
    private readonly onAlone: () => void,
  ) {
    if (seconds <= 0) return;
    const options = { signal: this.#listening.signal, capture: true, passive: true };
    for (const type of ['pointerdown', 'pointermove', 'keydown', 'wheel']) {
      window.addEventListener(type, () => this.#again(), options);
    }
    this.#again();
  }

  /** Twice is harmless. */
  close(): void {
    this.#listening.abort();
    clearTimeout(this.#timer);
  }

  #again(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(this.onAlone, this.seconds * 1000);
  }
}
