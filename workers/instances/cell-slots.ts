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
  const most = CELL_PARTS * Math.max(width, height);
  const [right, bottom] = [(width - 1) * CELL_PARTS, (height - 1) * CELL_PARTS];
  return (cell) => {
    const known = found[cell]!;
    if (known !== UNKNOWN) return known;
    const at = cell * pixelStride;
    const x = within((cell % width) * CELL_PARTS + parts(data[channelStride + at]!, most), right);
    const y = within(Math.floor(cell / width) * CELL_PARTS + parts(data[at]!, most), bottom);
    let nearest = 0;
    let least = Infinity;
    for (let i = 0; i < xs.length; i += 1) {
      const dx = xs[i]! - x;
      const dy = ys[i]! - y;
      const distance = dx * dx + dy * dy;
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return (found[cell] = nearest + 1);
  };
}

/** An offset in parts of a cell; what is no number is none. */
function parts(offset: number, most: number): number {
  if (!(Math.abs(offset) < Infinity)) return 0;
  return Math.min(most, Math.max(-most, Math.floor(Math.fround(offset * CELL_PARTS + 0.5))));
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
