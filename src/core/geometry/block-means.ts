/** Side of a block in pixels; the loop below adds so many at once. */
export const BLOCK = 4;

/**
 * Means of square blocks of pixels.
 * @param columns,rows blocks looked at: rounded up, those at the right and bottom edge average the pixels that they have;
 * rounded down, the pixels beyond the last whole block are left out
 * @param out rows × columns
 */
export function blockMeans(
  values: Float32Array,
  width: number,
  height: number,
  columns: number,
  rows: number,
  out: Float32Array,
): void {
  out.fill(0);
  const whole = width - (width % BLOCK);
  const used = Math.min(width, columns * BLOCK);
  const lines = Math.min(height, rows * BLOCK);
  for (let y = 0; y < lines; y += 1) {
    let at = y * width;
    let block = Math.floor(y / BLOCK) * columns;
    for (const end = at + whole; at < end; at += BLOCK, block += 1) {
      out[block]! += values[at]! + values[at + 1]! + values[at + 2]! + values[at + 3]!;
    }
    for (const end = y * width + used; at < end; at += 1) out[block]! += values[at]!;
  }
  for (let row = 0, i = 0; row < rows; row += 1) {
    const high = Math.min(BLOCK, height - row * BLOCK);
    for (let column = 0; column < columns; column += 1, i += 1) {
      out[i] = out[i]! / (Math.min(BLOCK, width - column * BLOCK) * high);
    }
  }
}
