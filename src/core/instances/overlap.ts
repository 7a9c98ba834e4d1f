import type { Size } from '../geometry/fit.ts';
import type { Box } from './instance.ts';

/** Where instances lie, in cells of which the frame has so many: what tells masks apart well enough to follow them. */
export const COARSE: Size = { width: 64, height: 36 };

/** A mask of fewer cells says less than its box. */
export function isTelling(cells: number): boolean {
  return cells >= 8;
}

/** Intersection over union. */
export function boxOverlap(a: Box, b: Box): number {
  const common = commonArea(a, b);
  return common === 0 ? 0 : common / (areaOf(a) + areaOf(b) - common);
}

/** How much of the smaller one lies in the other. */
export function containment(a: Box, b: Box): number {
  const smaller = Math.min(areaOf(a), areaOf(b));
  return smaller === 0 ? 0 : commonArea(a, b) / smaller;
}

function commonArea(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

function areaOf({ width, height }: Box): number {
  return width * height;
}

/** A box grown by a share of its sides at each of them, so that what has moved further still meets it (C-BIoU, Yang et al. 2023). */
export function grown({ x, y, width, height }: Box, share: number): Box {
  const [dx, dy] = [width * share, height * share];
  return { x: x - dx, y: y - dy, width: width + 2 * dx, height: height + 2 * dy };
}

/** The cells of each id. @param coarse ids by cell @param most the highest of them */
export function cellsOf(coarse: Uint16Array, most: number): Uint16Array[] {
  const counts = new Uint32Array(most + 1);
  for (let at = 0; at < coarse.length; at += 1) counts[coarse[at]!]! += 1;
  const cells = Array.from(counts, (count) => new Uint16Array(count));
  counts.fill(0);
  for (let at = 0; at < coarse.length; at += 1) {
    const id = coarse[at]!;
    cells[id]![counts[id]!] = at;
    counts[id]! += 1;
  }
  return cells;
}

/**
 * Intersection over union of a mask, moved by whole cells, with another.
 * @param coarse in which the other one is `id`, in so many cells
 */
export function maskOverlap(
  cells: Uint16Array,
  [right, down]: readonly [number, number],
  coarse: Uint16Array,
  { id, count }: { readonly id: number; readonly count: number },
): number {
  let common = 0;
  for (const cell of cells) {
    const x = (cell % COARSE.width) + right;
    const y = Math.floor(cell / COARSE.width) + down;
    if (x < 0 || y < 0 || x >= COARSE.width || y >= COARSE.height) continue;
    if (coarse[y * COARSE.width + x] === id) common += 1;
  }
  return common / (cells.length + count - common);
}
