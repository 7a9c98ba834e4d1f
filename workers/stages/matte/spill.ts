import type { Size } from '../../../src/core/geometry/fit.ts';

/** How far light from behind reaches into who is in front: cells of the matte's grid. */
export const SPILL_REACH = 4;

/**
 * How much of what surrounds each cell is behind, 0 to 1: the mean of it over a window, held inside the grid.
 * @param probability of being in front, of each cell
 */
export function spillOf(probability: Float32Array, { width, height }: Size, out: Float32Array): void {
  const across = new Float32Array(width * height);
  const first = (at: number): number => Math.max(0, at - SPILL_REACH);
  const end = (at: number, of: number): number => Math.min(of, at + SPILL_REACH + 1);
  for (let row = 0; row < width * height; row += width) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let i = first(x); i < end(x, width); i += 1) sum += probability[row + i]!;
      across[row + x] = sum / (end(x, width) - first(x));
    }
  }
  for (let y = 0, at = 0; y < height; y += 1) {
    const [from, to] = [first(y), end(y, height)];
    for (let x = 0; x < width; x += 1, at += 1) {
      let sum = 0;
      for (let i = from; i < to; i += 1) sum += across[i * width + x]!;
      out[at] = 1 - sum / (to - from);
    }
  }
}
