import type { Size } from '../geometry/fit.ts';
import { COARSE } from './overlap.ts';

/** A map of ids on the grid on which things are followed: of each cell the id in its middle. */
export function coarseOf(map: Uint16Array, { width, height }: Size): Uint16Array<ArrayBuffer> {
  const ids = new Uint16Array(COARSE.width * COARSE.height);
  for (let row = 0, at = 0; row < COARSE.height; row += 1) {
    const line = Math.floor(((row + 0.5) * height) / COARSE.height) * width;
    for (let column = 0; column < COARSE.width; column += 1, at += 1) {
      ids[at] = map[line + Math.floor(((column + 0.5) * width) / COARSE.width)]!;
    }
  }
  return ids;
}
