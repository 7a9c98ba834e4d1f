import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import type { Region } from './region.ts';

/** What a network is fed: planes of red, green and blue, each value times `scale` plus `offset`. */
export interface CropSpec {
  /** Pixels of the network's square input. */
  readonly side: number;
  readonly scale: number;
  readonly offset: number;
}

/**
 * Samples a piece of a picture for a network, bilinearly; what lies outside the picture is black.
 * @param planes 3 × side × side
 */
export function crop(
  { words, width, height }: Pixels,
  region: Region,
  { side, scale, offset }: CropSpec,
  planes: Float32Array,
): void {
  const step = region.side / side;
  const [stepX, stepY] = [Math.cos(region.angle) * step, Math.sin(region.angle) * step];
  const plane = side * side;
  const middle = (side - 1) / 2;
  for (let row = 0; row < side; row += 1) {
    const down = row - middle;
    // of the row's first pixel, in the picture, where pixel centres have whole coordinates
    let x = region.x - 0.5 - down * stepY - middle * stepX;
    let y = region.y - 0.5 + down * stepX - middle * stepY;
    const end = (row + 1) * side;
    for (let at = row * side; at < end; at += 1, x += stepX, y += stepY) {
      const [left, top] = [Math.floor(x), Math.floor(y)];
      if (left < -1 || top < -1 || left >= width || top >= height) {
        planes[at] = planes[at + plane] = planes[at + 2 * plane] = offset;
        continue;
      }
      // whole 1/256ths: the four weights then sum to 65,536
      const right = ((x - left) * 256) | 0;
      const below = ((y - top) * 256) | 0;
      const first = top * width + left;
      const [inLeft, inRight, inTop, inBottom] = [left >= 0, left + 1 < width, top >= 0, top + 1 < height];
      const a = inTop && inLeft ? words[first]! : 0;
      const b = inTop && inRight ? words[first + 1]! : 0;
      const c = inBottom && inLeft ? words[first + width]! : 0;
      const d = inBottom && inRight ? words[first + width + 1]! : 0;
      const [wb, wc, wd] = [right * (256 - below), (256 - right) * below, right * below];
      const wa = 65_536 - wb - wc - wd;
      const share = scale / 65_536;
      planes[at] = ((a & 255) * wa + (b & 255) * wb + (c & 255) * wc + (d & 255) * wd) * share + offset;
      planes[at + plane] =
        (((a >> 8) & 255) * wa + ((b >> 8) & 255) * wb + ((c >> 8) & 255) * wc + ((d >> 8) & 255) * wd) * share +
        offset;
      planes[at + 2 * plane] =
        (((a >> 16) & 255) * wa + ((b >> 16) & 255) * wb + ((c >> 16) & 255) * wc + ((d >> 16) & 255) * wd) * share +
        offset;
    }
  }
}
