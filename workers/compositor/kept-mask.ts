import type { Size } from '../../src/core/geometry/fit.ts';
import { nameOf } from '../../src/core/instances/name.ts';
import type { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import type { Things } from '../instances/things.ts';
import { createRaster } from './raster.ts';

/** Where a view that hides some shows anything at all: opaque there, clear elsewhere. */
export interface KeptMask {
  /**
   * @param kept names of the things that are left in front
   * @param size of the map
   * @param grid of the scores that the edge of what is in front is made of
   */
  paint(things: Things | null, kept: ReadonlySet<number>, size: Size, grid: Size): OffscreenCanvas;
}

export function createKeptMask(moves?: MoveCounter): KeptMask {
  const raster = createRaster(moves);
  let cells = new Uint8Array(0);
  return {
    paint(things, kept, size, grid) {
      const words = raster.words(size).fill(0);
      if (things && kept.size > 0) {
        const side = Math.max(2, Math.ceil(1.5 * Math.max(size.width / grid.width, size.height / grid.height)));
        const across = Math.ceil(size.width / side);
        const count = across * Math.ceil(size.height / side);
        if (cells.length !== count) cells = new Uint8Array(count);
        fill(words, things, kept, size, { side, across, cells: cells.fill(0) });
      }
      return raster.flush();
    },
  };
}

interface Cells {
  /** Pixels. */
  readonly side: number;
  readonly across: number;
  /** What is in each: `KEPT`, `HIDDEN`, both or nothing. */
  readonly cells: Uint8Array;
}

const KEPT = 1;
const HIDDEN = 2;
const OPAQUE = 0xff000000;

/**
 * A thing's pixels are shown where it is kept. Those of no thing are the soft edge of one: they are shown beside one that is kept, and
 * not where one that is hidden is near as well.
 */
function fill(
  words: Uint32Array,
  { instances, map }: Things,
  kept: ReadonlySet<number>,
  { width, height }: Size,
  { side, across, cells }: Cells,
): void {
  const of = new Uint8Array(instances.length + 1);
  for (const each of instances) of[each.id] = kept.has(nameOf(each)) ? KEPT : HIDDEN;
  for (let y = 0, at = 0; y < height; y += 1) {
    const row = Math.floor(y / side) * across;
    for (let x = 0; x < width; x += 1, at += 1) {
      const id = map[at]!;
      if (id !== 0) cells[row + Math.floor(x / side)]! |= of[id]!;
    }
  }
  const near = spread(cells, across);
  for (let y = 0, at = 0; y < height; y += 1) {
    const row = Math.floor(y / side) * across;
    for (let x = 0; x < width; x += 1, at += 1) {
      const id = map[at]!;
      const shown = id === 0 ? near[row + Math.floor(x / side)] === KEPT : of[id] === KEPT;
      if (shown) words[at] = OPAQUE;
    }
  }
}

/** What is in a cell or one of the eight around it. */
function spread(cells: Uint8Array, across: number): Uint8Array {
  const down = cells.length / across;
  const beside = cells.map((own, at) => {
    const x = at % across;
    return own | (x > 0 ? cells[at - 1]! : 0) | (x + 1 < across ? cells[at + 1]! : 0);
  });
  return beside.map((own, at) => {
    const y = Math.floor(at / across);
    return own | (y > 0 ? beside[at - across]! : 0) | (y + 1 < down ? beside[at + across]! : 0);
  });
}
