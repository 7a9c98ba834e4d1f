import { BLOCK, blockMeans } from '../../../src/core/geometry/block-means.ts';

/** Side of the square of the model's input that one value of a thumbnail averages, in pixels. */
export const SHRINK = BLOCK;

/** A small grey picture, 0 to 255. */
export interface Thumbnail {
  readonly width: number;
  readonly height: number;
  readonly luma: Float32Array;
}

/**
 * Means of whole squares; pixels left over at the right and bottom are not used. A picture narrower than a square has
 * no thumbnail: it is 0 × 0.
 */
export function shrink(luma: Float32Array, width: number, height: number): Thumbnail {
  if (width < SHRINK || height < SHRINK) return { width: 0, height: 0, luma: new Float32Array(0) };
  const columns = Math.floor(width / SHRINK);
  const rows = Math.floor(height / SHRINK);
  const small = new Float32Array(columns * rows);
  blockMeans(luma, width, height, columns, rows, small);
  return { width: columns, height: rows, luma: small };
}
