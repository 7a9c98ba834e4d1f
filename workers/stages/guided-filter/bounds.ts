import type { BilinearGrid } from '../../../src/core/geometry/bilinear.ts';

/** The part of the grid in which the frame lies: first and last column and row. */
export interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Which pixels of the grid the enlargement looks at. */
export function boundsOf({ x, y }: BilinearGrid): Bounds {
  return { left: x.low[0]!, right: x.high.at(-1)!, top: y.low[0]!, bottom: y.high.at(-1)! };
}
