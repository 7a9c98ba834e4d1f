import type { Size } from '../../../../src/core/geometry/fit.ts';
import type { Bounds } from '../../../../workers/stages/guided-filter/bounds.ts';

/**
 * Where classes compete. A cell of the grid, named by its upper left corner, is contested where the ids within `radius`
 * pixels of its four corners differ; all of those classes compete in it. Sets of classes have 32 to a word; the words of
 * one rank lie together, grid height × width.
 */
export interface Contest {
  /** Words a set has: classes / 32, rounded up. */
  readonly ranks: number;
  /** The competing classes of each cell; empty where there is no contest. */
  readonly cells: Uint32Array;
  /** Of each pixel the classes that compete in the cells of which it is a corner. */
  readonly corners: Uint32Array;
  /** The pixels whose set in `corners` is not empty, in no order. */
  readonly cornerList: Int32Array;
  readonly cornerCount: number;
  /** All competing classes. */
  readonly present: Uint32Array;
}

export interface ContestFinder {
  /** The same object each time, until the next call. */
  run(ids: Uint8Array, bounds: Bounds, radius: number): Contest;
}

/**
 * A window without an edge between neighbours holds one class, and each of several has an edge in it: so it is enough to
 * go from each pair of neighbours that differ to the cells whose windows hold both.
 */
export function createContestFinder({ width, height }: Size, classes: number): ContestFinder {
  const pixels = width * height;
  const ranks = Math.ceil(classes / 32);
  const contest = {
    ranks,
    cells: new Uint32Array(pixels * ranks),
    corners: new Uint32Array(pixels * ranks),
    cornerList: new Int32Array(pixels),
    cornerCount: 0,
    present: new Uint32Array(ranks),
  };
  return {
    run(ids, bounds, radius) {
      const { cells, corners, cornerList, present } = contest;
      cells.fill(0);
      corners.fill(0);
      present.fill(0);
      stampEdges(ids, width, pixels, bounds, radius, cells);
      contest.cornerCount = (ranks === 1 ? toCornersOfOne : toCorners)(
        cells,
        ranks,
        width,
        pixels,
        bounds,
        corners,
        cornerList,
      );
      for (let k = 0; k < contest.cornerCount; k += 1) {
        for (let rank = 0, i = cornerList[k]!; rank < ranks; rank += 1, i += pixels) present[rank]! |= corners[i]!;
      }
      return contest;
    },
  };
}

function stampEdges(
  ids: Uint8Array,
  width: number,
  pixels: number,
  bounds: Bounds,
  radius: number,
  cells: Uint32Array,
): void {
  const { left, right, top, bottom } = bounds;
  for (let y = top; y <= bottom; y += 1) {
    const below = y < bottom ? width : 0;
    for (let x = left, at = y * width + left; x <= right; x += 1, at += 1) {
      const id = ids[at]!;
      const under = ids[at + below]!;
      const beside = x < right ? ids[at + 1]! : id;
      if (beside !== id) {
        stamp(cells, width, pixels, bounds, x - radius, x + radius, y - radius - 1, y + radius, id, beside);
      }
      if (under !== id) {
        stamp(cells, width, pixels, bounds, x - radius - 1, x + radius, y - radius, y + radius, id, under);
      }
    }
  }
}

/** Adds two classes to the sets of a rectangle of cells. */
function stamp(
  cells: Uint32Array,
  width: number,
  pixels: number,
  { left, right, top, bottom }: Bounds,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
  a: number,
  b: number,
): void {
  const from = Math.max(left, x0);
  const to = Math.min(right, x1);
  const last = Math.min(bottom, y1);
  const bit = 1 << (a & 31);
  const other = 1 << (b & 31);
  const rank = (a >> 5) * pixels;
  const otherRank = (b >> 5) * pixels;
  for (let y = Math.max(top, y0); y <= last; y += 1) {
    const row = y * width;
    for (let i = row + from; i <= row + to; i += 1) {
      cells[rank + i]! |= bit;
      cells[otherRank + i]! |= other;
    }
  }
}

/** Hands the sets of contested cells to their corners; returns how many pixels got one. */
function toCorners(
  cells: Uint32Array,
  ranks: number,
  width: number,
  pixels: number,
  { left, right, top, bottom }: Bounds,
  corners: Uint32Array,
  list: Int32Array,
): number {
  let count = 0;
  for (let y = top; y <= bottom; y += 1) {
    const above = y > top ? width : 0;
    for (let x = left, at = y * width + left; x <= right; x += 1, at += 1) {
      const before = x > left ? 1 : 0;
      let any = 0;
      for (let rank = 0, i = at; rank < ranks; rank += 1, i += pixels) {
        const set = cells[i]! | cells[i - before]! | cells[i - above]! | cells[i - above - before]!;
        if (set === 0) continue;
        corners[i] = set;
        any |= set;
      }
      if (any === 0) continue;
      list[count] = at;
      count += 1;
    }
  }
  return count;
}

/** The same where a set is one word: a column's two cells are looked at once. */
function toCornersOfOne(
  cells: Uint32Array,
  _ranks: number,
  width: number,
  _pixels: number,
  { left, right, top, bottom }: Bounds,
  corners: Uint32Array,
  list: Int32Array,
): number {
  let count = 0;
  for (let y = top; y <= bottom; y += 1) {
    const above = y > top ? width : 0;
    let before = 0;
    for (let at = y * width + left; at <= y * width + right; at += 1) {
      const own = cells[at]! | cells[at - above]!;
      const set = own | before;
      before = own;
      if (set === 0) continue;
      corners[at] = set;
      list[count] = at;
      count += 1;
    }
  }
  return count;
}

/** The ids in a cell's set, ascending; returns how many. */
export function rivalsOf({ cells, ranks }: Contest, pixels: number, cell: number, out: Uint8Array): number {
  let count = 0;
  for (let rank = 0, i = cell; rank < ranks; rank += 1, i += pixels) {
    for (let set = cells[i]!; set !== 0; set &= set - 1) {
      out[count] = 32 * rank + 31 - Math.clz32(set & -set);
      count += 1;
    }
  }
  return count;
}
