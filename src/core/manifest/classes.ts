/** A class as a manifest has it. */
export interface ManifestClass {
  readonly id: number;
  readonly name: string;
  /** `#rrggbb` */
  readonly colour: string;
  /** Countable (a car); default false. */
  readonly thing?: boolean | undefined;
  /** Confidence, 0 to 1, below which a pixel called so is wrong more often than right; default 0.5. */
  readonly doubt?: number | undefined;
}

/** One of the things that a model tells apart. */
export interface ModelClass {
  /** What stands for it in a label map: 0, 1, 2, … */
  readonly id: number;
  readonly name: string;
  /** `#rrggbb` */
  readonly colour: string;
  /** True where the class is countable (a car), false for stuff (the sky). */
  readonly thing: boolean;
  /** Confidence below which a pixel called so is wrong more often than right; absent: 0.5. */
  readonly doubt?: number | undefined;
}
