import type { Placement } from '../../../src/core/geometry/fit.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';

/** What a model says of a picture. */
export interface PictureScores {
  readonly scores: Scores;
  /** Where the picture lies in them. */
  readonly placement: Placement;
  /** What else its task makes of its outputs. */
  readonly extra: unknown;
}

/** A model that a thread of its own runs, beside the frames of a stream. */
export interface Beside {
  /**
   * One picture at a time, which it copies before it returns.
   * @param heads runs the model's heads too, of which things are made
   * @returns null: its thread died over it, and another one takes over
   * @throws PerPixelError when it died too often, or was closed
   */
  infer(pixels: Pixels, heads: boolean): Promise<PictureScores | null>;
  /** Ends its thread, for tests: as any that dies it is replaced. */
  crash(): void;
  /** Twice is harmless. */
  close(): void;
}
