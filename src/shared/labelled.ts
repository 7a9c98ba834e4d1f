import type { BilinearGrid } from './bilinear.ts';
import type { Placement, Size } from './fit.ts';
import type { Scores } from './scores.ts';

/** A labelled frame. The arrays belong to the labeller and hold until its next frame. */
export interface Labelled {
  readonly scores: Scores;
  /** Class ids, `size` height × width. */
  readonly labels: Uint8Array<ArrayBuffer>;
  readonly size: Size;
  readonly frame: Size;
  /** Where the frame lies in the scores. */
  readonly placement: Placement;
  readonly grid: BilinearGrid;
}
