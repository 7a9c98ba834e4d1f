import type { Size } from '../../../src/core/geometry/fit.ts';

/**
 * The picture's luma (0 to 1) on a grid of another size than the model's input: the mean over the part of the model's input that a grid pixel covers.
 * @param luma of the model's input, 0 to 255
 * @param out grid height × width
 */
export function gridLuma(luma: Float32Array, input: Size, grid: Size, out: Float32Array): void {
  for (let y = 0, at = 0; y < grid.height; y += 1) {
    const top = Math.floor((y * input.height) / grid.height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * input.height) / grid.height));
    for (let x = 0; x < grid.width; x += 1, at += 1) {
      const left = Math.floor((x * input.width) / grid.width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * input.width) / grid.width));
      let sum = 0;
      for (let v = top; v < bottom; v += 1) {
        for (let u = left; u < right; u += 1) sum += luma[v * input.width + u]!;
      }
      out[at] = sum / ((bottom - top) * (right - left) * 255);
    }
  }
}
