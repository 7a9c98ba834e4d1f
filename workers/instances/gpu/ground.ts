import type { BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Placement, Size } from '../../../src/core/geometry/fit.ts';

/** A label map on the device, in which things are to be told apart. */
export interface Ground {
  /** Packed (`labelsInWord`). */
  readonly labels: GPUBuffer;
  readonly size: Size;
  /** Of the picture. */
  readonly frame: Size;
  /** Where the frame lies in the scores. */
  readonly placement: Placement;
  /** From the scores to the label map. */
  readonly grid: BilinearGrid;
}
