import type { Axis } from '../../src/core/geometry/bilinear.ts';
import type { Ground } from './ground.ts';

/** Whether each pixel of a label map is one cell of the grid, so that nothing lies between cells. */
export function isCellByCell({ size, grid: { x, y, source } }: Ground): boolean {
  return size.width === source.width && size.height === source.height && isEven(x) && isEven(y);
}

/** Gives each pixel of a thing the slot of its cell; see `spread`. */
export function spreadCells(
  slotOf: (cell: number) => number,
  { labels, size: { width, height } }: Ground,
  isThing: readonly boolean[],
  put: (slot: number, label: number, row: number, start: number, end: number) => void,
): void {
  for (let row = 0, from = 0; row < height; row += 1, from += width) {
    for (let at = 0; at < width;) {
      const label = labels[from + at]!;
      if (!isThing[label]) {
        at += 1;
        continue;
      }
      const begin = at;
      const slot = slotOf(from + at);
      do at += 1;
      while (at < width && labels[from + at] === label && slotOf(from + at) === slot);
      put(slot, label, row, begin, at);
    }
  }
}

function isEven({ low, weight }: Axis): boolean {
  return weight.every((each, target) => each === 0 && low[target] === target);
}
