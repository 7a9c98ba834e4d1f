import { idBytes, type LabelMap } from '../../../src/core/labels/label-map.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import type { Arena } from '../../simd/arena.ts';
import type { Bounds } from './bounds.ts';

/**
 * Where classes compete. A cell of the grid, named by its upper left corner, is contested where the ids within `radius`
 * pixels of its four corners differ; all of those classes compete in it. Sets of classes have 32 to a word; the words of
 * one rank lie together, grid height × width.
 */
export interface Contest {
  /** Words a set has: classes / 32, rounded up. */
  readonly ranks: number;
  /** Address of the competing classes of each cell; empty where there is no contest. */
  readonly cells: number;
  /** Of each pixel the classes that compete in the cells of which it is a corner. */
  readonly corners: number;
  readonly ids: number;
  /** The pixels whose set in `corners` is not empty, row by row. */
  readonly cornerList: Int32Array;
  has(id: number): boolean;
}

export interface ContestFinder {
  /** Makes room; within `Arena.settle`. */
  fit(scores: Scores): void;
  run(ids: LabelMap, scores: Scores, bounds: Bounds, radius: number): Contest;
}

/**
 * A window without an edge between neighbours holds one class, and each of several has an edge in it: so it is enough to
 * go from each pair of neighbours that differ to the cells whose windows hold both.
 */
export function createContestFinder(arena: Arena): ContestFinder {
  const room = arena.room('cells', 'corners', 'list', 'present', 'ids');
  return {
    fit({ width, height, classes }) {
      const sets = 4 * width * height * ranksOf(classes);
      const ids = width * height * idBytes(classes);
      room.fit({ cells: sets, corners: sets, list: 4 * width * height, present: 4 * ranksOf(classes), ids });
    },
    run(ids, { width, height, classes }, { left, right, top, bottom }, radius) {
      const { at } = room;
      const ranks = ranksOf(classes);
      arena.write(at.ids, ids);
      const count = arena.kernels.findContest(
        at.ids,
        idBytes(classes),
        width,
        height,
        ranks,
        left,
        right,
        top,
        bottom,
        radius,
        at.cells,
        at.corners,
        at.list,
        at.present,
      );
      const present = new Uint32Array(arena.buffer, at.present, ranks);
      return {
        ranks,
        cells: at.cells,
        corners: at.corners,
        ids: at.ids,
        cornerList: new Int32Array(arena.buffer, at.list, count),
        has: (id) => (present[id >> 5]! & (1 << (id & 31))) !== 0,
      };
    },
  };
}

function ranksOf(classes: number): number {
  return Math.ceil(classes / 32);
}
