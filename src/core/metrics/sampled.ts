/** A model that sees some frames of a stream only, while a companion labels them all, or its labels move along with the picture. */
export interface Sampled {
  /** Frames that it has seen since it was opened. */
  readonly seen: number;
  /** Milliseconds since the newest of them came. */
  readonly age: number;
  /** Milliseconds from the newest of them to what the model said of it. */
  readonly took: number;
}
