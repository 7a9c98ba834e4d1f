import type { Size } from '../../src/core/geometry/fit.ts';
import type { Centre } from './centres.ts';

/** Where each cell of a grid points: first how far its thing's centre is below it, then how far to the right, in cells. */
export interface CentreOffsets {
  /** Of channel c at cell i: `data[c * channelStride + i * pixelStride]`. */
  readonly data: Float32Array;
  readonly channelStride: number;
  readonly pixelStride: number;
}

/** Of a cell: places in the grid are whole numbers of these, so that the GPU finds the same. */
const CELL_PARTS = 16;
const UNKNOWN = 0;

/** The centre of each cell, counted from 1, found when somebody asks for it. */
export function cellSlots(
  { data, channelStride, pixelStride }: CentreOffsets,
  { width, height }: Size,
  centres: readonly Centre[],
): (cell: number) => number {
  const found = new Uint8Array(width * height);
  const xs = Int32Array.from(centres, ({ x }) => x * CELL_PARTS);
  const ys = Int32Array.from(centres, ({ y }) => y * CELL_PARTS);
  const near = nearOf(xs, ys);
  const most = CELL_PARTS * Math.max(width, height);
  const [right, bottom] = [(width - 1) * CELL_PARTS, (height - 1) * CELL_PARTS];
  let last = 0;
  return (cell) => {
    const known = found[cell]!;
    if (known !== UNKNOWN) return known;
    const at = cell * pixelStride;
    const row = Math.floor(cell / width);
    const x = within((cell - row * width) * CELL_PARTS + parts(data[channelStride + at]!, most), right);
    const y = within(row * CELL_PARTS + parts(data[at]!, most), bottom);
    // most cells point at the centre of the cell before
    const dx = xs[last]! - x;
    const dy = ys[last]! - y;
    if (dx * dx + dy * dy >= near[last]!) last = nearest(xs, ys, x, y);
    return (found[cell] = last + 1);
  };
}

/** Of several that are as near, the first. */
function nearest(xs: Int32Array, ys: Int32Array, x: number, y: number): number {
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < xs.length; i += 1) {
    const dx = xs[i]! - x;
    const dy = ys[i]! - y;
    const distance = dx * dx + dy * dy;
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return best;
}

/** Of each centre the squared distance below which no other one is as near: half the way to the next one. */
function nearOf(xs: Int32Array, ys: Int32Array): Float64Array {
  return Float64Array.from(xs, (x, centre) => {
    let least = Infinity;
    for (let other = 0; other < xs.length; other += 1) {
      if (other !== centre) least = Math.min(least, (xs[other]! - x) ** 2 + (ys[other]! - ys[centre]!) ** 2);
    }
    return least / 4;
  });
}

/** An offset in parts of a cell; what is no number is none. */
function parts(offset: number, most: number): number {
  if (!(Math.abs(offset) < Infinity)) return 0;
  const value = Math.floor(Math.fround(offset * CELL_PARTS + 0.5));
  return value < -most ? -most : value > most ? most : value;
}

function within(value: number, most: number): number {
  return value < 0 ? 0 : value > most ? most : value;
}
