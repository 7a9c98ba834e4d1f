/** A film that is being made of what is shown. */
export interface Movie {
  readonly kind: MovieKind;
  /** Of the file so far. */
  readonly bytes: number;
  /** The newest picture, which stays its owner's. One that comes before the last one is written is left out. */
  add(picture: CanvasImageSource | VideoFrame): void;
  pause(): void;
  resume(): void;
  /** Seconds of film so far. */
  readonly seconds: number;
  /**
   * @param standing the picture as it stands, which the film has until its end, however busy the machine was; null: there is none
   * @throws PerPixelError where nothing was written
   */
  finish(standing: CanvasImageSource | null): Promise<Blob>;
  /** Twice is harmless. */
  discard(): void;
}

export type MovieKind = 'mp4' | 'webm';

/** Runs while nobody pauses it, in seconds. */
export class FilmClock {
  #before = 0;
  #since: number | null = performance.now();

  get seconds(): number {
    return this.#before + (this.#since === null ? 0 : (performance.now() - this.#since) / 1000);
  }

  get paused(): boolean {
    return this.#since === null;
  }

  pause(): void {
    this.#before = this.seconds;
    this.#since = null;
  }

  resume(): void {
    this.#since ??= performance.now();
  }
}
