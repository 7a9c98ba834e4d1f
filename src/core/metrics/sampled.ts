/** A model that sees some frames of a stream only, while a companion labels them all. */
export interface Sampled {
  /** Frames that it has seen since it was opened. */
  readonly seen: number;
  /** Milliseconds since the newest of them came. */
  readonly age: number;
}
