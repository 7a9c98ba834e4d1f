/** Side of the square of the model's input that one value of a thumbnail averages, in pixels. */
export const SHRINK = 4;

/** A small grey picture, 0 to 255. */
export interface Thumbnail {
  readonly width: number;
  readonly height: number;
  readonly luma: Float32Array;
}

/**
 * Means of whole squares; what is left over at the right and bottom is not looked at. A picture narrower than a square has
 * no thumbnail: it is 0 × 0.
 */
export function shrink(luma: Float32Array, width: number, height: number): Thumbnail {
  if (width < SHRINK || height < SHRINK) return { width: 0, height: 0, luma: new Float32Array(0) };
  const columns = Math.floor(width / SHRINK);
  const rows = Math.floor(height / SHRINK);
  const small = new Float32Array(columns * rows);
  for (let row = 0; row < rows * SHRINK; row += 1) {
    const to = Math.floor(row / SHRINK) * columns;
    const from = row * width;
    for (let column = 0; column < columns; column += 1) {
      const at = from + column * SHRINK;
      small[to + column]! += luma[at]! + luma[at + 1]! + luma[at + 2]! + luma[at + 3]!;
    }
  }
  for (let i = 0; i < small.length; i += 1) small[i]! /= SHRINK * SHRINK;
  return { width: columns, height: rows, luma: small };
}
