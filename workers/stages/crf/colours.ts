import type { Placement, Size } from '../../../src/core/geometry/fit.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';

/** Samples of a pixel of the grid along one axis. */
export const SAMPLES = 4;

/**
 * Which pixel of the picture each sample along one axis takes: the nearest to its place; outside the picture the border's.
 * @param start,extent where the picture lies on the grid's axis, in pixels of the grid
 */
export function samplesOf(cells: number, start: number, extent: number, size: number): Uint32Array<ArrayBuffer> {
  return Uint32Array.from({ length: cells * SAMPLES }, (_, sample) => {
    const place = ((sample + 0.5) / SAMPLES - start) / extent;
    return Math.min(size - 1, Math.max(0, Math.floor(place * size)));
  });
}

/**
 * The picture's mean colour in each pixel of a grid, of so many samples.
 * @param out takes red, green and blue of each pixel, 0 to 1
 */
export function meanColours(pixels: Pixels, placement: Placement, grid: Size, out: Float32Array): void {
  const columns = samplesOf(grid.width, placement.x, placement.width, pixels.width);
  const rows = samplesOf(grid.height, placement.y, placement.height, pixels.height);
  const scale = 1 / (255 * SAMPLES * SAMPLES);
  for (let y = 0, at = 0; y < grid.height; y += 1) {
    for (let x = 0; x < grid.width; x += 1, at += 3) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let v = y * SAMPLES; v < (y + 1) * SAMPLES; v += 1) {
        const row = rows[v]! * pixels.width;
        for (let u = x * SAMPLES; u < (x + 1) * SAMPLES; u += 1) {
          const word = pixels.words[row + columns[u]!]!;
          red += word & 255;
          green += (word >> 8) & 255;
          blue += (word >> 16) & 255;
        }
      }
      out[at] = red * scale;
      out[at + 1] = green * scale;
      out[at + 2] = blue * scale;
    }
  }
}
