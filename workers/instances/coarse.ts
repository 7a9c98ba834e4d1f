import { BLOCK, blockMeans } from '../../src/core/geometry/block-means.ts';
import type { Size } from '../../src/core/geometry/fit.ts';

export { coarseOf } from '../../src/core/instances/coarse.ts';

/** The picture by which a cut is known: means of blocks, rounded down. @param luma of the model's input, 0 to 255 */
export function thumbnailOf(luma: Float32Array, { width, height }: Size): Uint8Array<ArrayBuffer> {
  const [columns, rows] = [Math.floor(width / BLOCK), Math.floor(height / BLOCK)];
  const means = new Float32Array(columns * rows);
  blockMeans(luma, width, height, columns, rows, means);
  return new Uint8Array(means);
}
