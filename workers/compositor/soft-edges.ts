import type { Size } from '../../src/core/geometry/fit.ts';
import type { LabelMap } from '../../src/core/labels/label-map.ts';

/**
 * A label map in its colours. Where values meet, a pixel's colour is the mean of the 3 × 3 pixels around, weighed 1, 2, 1 in both
 * directions, so that an edge has no stairs however large it is shown: twin of simd/assembly/blend.ts.
 * @param palette a pixel word for each value, not premultiplied
 * @param out words of the map's size, not premultiplied
 */
export function paintSoft(labels: LabelMap, { width, height }: Size, palette: Uint32Array, out: Uint32Array): void {
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    const upper = y > 0 ? row - width : row;
    const lower = y < height - 1 ? row + width : row;
    // how many columns up to this one are of one value
    let calm = 0;
    let before = labels[row]!;
    for (let x = 0; x < width; x += 1) {
      const id = labels[row + x]!;
      const whole = labels[upper + x] === id && labels[lower + x] === id;
      calm = !whole ? 0 : id === before ? calm + 1 : 1;
      before = id;
      out[row + x] = palette[id]!;
      // what is left of the first column is as it is
      if (x === 0 && whole) calm = 2;
      // known now of the column before
      if (x > 0 && calm < 3) out[row + x - 1] = soft(labels, upper, row, lower, x - 1, width, palette);
    }
    if (calm < 2) out[row + width - 1] = soft(labels, upper, row, lower, width - 1, width, palette);
  }
}

function soft(
  labels: LabelMap,
  upper: number,
  row: number,
  lower: number,
  x: number,
  width: number,
  palette: Uint32Array,
): number {
  const left = x > 0 ? x - 1 : x;
  const right = x < width - 1 ? x + 1 : x;
  let [red, green, blue, alpha] = [0, 0, 0, 0];
  for (let side = 0; side < 3; side += 1) {
    const start = side === 0 ? upper : side === 1 ? row : lower;
    const across = side === 1 ? 2 : 1;
    for (let column = 0; column < 3; column += 1) {
      const at = column === 0 ? left : column === 1 ? x : right;
      const word = palette[labels[start + at]!]!;
      const share = across * (column === 1 ? 2 : 1) * (word >>> 24);
      red += share * (word & 255);
      green += share * ((word >>> 8) & 255);
      blue += share * ((word >>> 16) & 255);
      alpha += share;
    }
  }
  if (alpha === 0) return 0;
  const mean = (sum: number): number => Math.floor(sum / alpha + 0.5);
  return (mean(red) | (mean(green) << 8) | (mean(blue) << 16) | (Math.floor(alpha / 16 + 0.5) << 24)) >>> 0;
}
