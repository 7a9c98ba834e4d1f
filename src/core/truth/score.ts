/** How label images are read. */
export interface TruthOptions {
  /** The value that means the first class; smaller ones are not scored. Default: as the model's manifest says. */
  readonly first?: number;
}

export interface TruthFile {
  /** Path or name. */
  readonly name: string;
  readonly blob: Blob;
}

/** A label image that was not scored, or not all of it. */
export interface TruthProblem {
  readonly name: string;
  /** Reads on from the name: “it is 320 × 180, the frame 640 × 360”. */
  readonly what: string;
}

export interface TruthScore {
  readonly frames: readonly {
    readonly index: number;
    /** 0 to 1, over the classes that occur. */
    readonly miou: number;
    readonly perClass: readonly (number | null)[];
  }[];
  readonly miou: number;
  /** By class id; null where it occurs on neither side. */
  readonly perClass: readonly (number | null)[];
  /** classes × classes pixels, rows the truth, columns the label; empty of more than 1,024 classes. */
  readonly matrix: Float64Array;
  readonly problems: readonly TruthProblem[];
  /** Sentences about all of them: how their names were read. */
  readonly notes: readonly string[];
}
