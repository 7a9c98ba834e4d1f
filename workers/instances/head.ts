import type { Size } from '../../src/core/geometry/fit.ts';
import type { Instance } from '../../src/core/instances/instance.ts';

/** The top of a mask: its rows down to this share of its height. */
const TOP = 0.08;

/**
 * Where the top of a thing lies from left to right: the middle of its uppermost pixels.
 * @param map of each pixel of a label map of this size the id of its instance
 * @returns pixels of the frame
 */
export function headOf({ id, box }: Instance, map: Uint16Array, size: Size, frame: Size): number {
  const [sx, sy] = [size.width / frame.width, size.height / frame.height];
  const [left, right] = [Math.floor(box.x * sx), Math.min(size.width, Math.ceil((box.x + box.width) * sx))];
  const top = Math.floor(box.y * sy);
  const bottom = Math.min(size.height, top + Math.max(2, Math.ceil(TOP * box.height * sy)));
  let [sum, count] = [0, 0];
  for (let y = top; y < bottom; y += 1) {
    for (let x = left, at = y * size.width + left; x < right; x += 1, at += 1) {
      if (map[at] !== id) continue;
      sum += x;
      count += 1;
    }
  }
  return count === 0 ? box.x + box.width / 2 : (sum / count + 0.5) / sx;
}
