import type { Size } from '../../../core/geometry/fit.ts';

/** A stretch of one row. */
export interface Gap {
  readonly y: number;
  readonly from: number;
  /** The pixel behind its last one. */
  readonly to: number;
}

/** Narrower ones are what the network got wrong. */
const LEAST = 16;

/** The gap in the row that is nearest to this one, below it first: where it has none there is one to be shown all the same. */
export function gapNear(labels: ArrayLike<number>, size: Size, y: number, classId: number): Gap | null {
  const rows = [...Array(size.height).keys()];
  for (const row of [...rows.slice(y), ...rows.slice(0, y).toReversed()]) {
    const gap = gapAt(labels, size, row, classId);
    if (gap && gap.to - gap.from >= LEAST) return gap;
  }
  return null;
}

/** The longest stretch of a class in a row; null where it has none there. */
export function gapAt(labels: ArrayLike<number>, { width }: Size, y: number, classId: number): Gap | null {
  let best: Gap | null = null;
  let from = -1;
  for (let x = 0; x <= width; x += 1) {
    const isIt = x < width && labels[y * width + x] === classId;
    if (isIt && from < 0) from = x;
    if (isIt || from < 0) continue;
    if (!best || x - from > best.to - best.from) best = { y, from, to: x };
    from = -1;
  }
  return best;
}
