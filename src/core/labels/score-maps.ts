/** height × width maps of what the scores say, row-major, at the label map's size. */
export interface ScoreMaps {
  readonly confidence?: Float32Array<ArrayBuffer>;
  readonly entropy?: Float32Array<ArrayBuffer>;
  /** classes × height × width. */
  readonly probabilities?: Float32Array<ArrayBuffer>;
  /** How far the members of an ensemble are apart, 0 to 1. */
  readonly disagreement?: Float32Array<ArrayBuffer>;
}
