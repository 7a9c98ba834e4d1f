import { runsOf, type BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';
import { countersOf, isWide } from '../../../src/core/labels/label-map.ts';
import type { Arena } from '../../simd/arena.ts';
import { AXES, axesBytes, writeAxes } from '../../simd/axes.ts';
import type { Contest } from './contest.ts';
import type { Planes } from './planes.ts';

export interface Guidance {
  readonly contest: Contest;
  readonly p: Planes;
  /** Address of the coefficients: classes (binary: 1) × grid height × width. */
  readonly a: number;
  /** Address of the luma on the grid, 0 to 1. */
  readonly guide: number;
  /** Address of the share of the past that is kept at each pixel of the grid; 0: there is no past. */
  readonly keep: number;
  readonly binary: boolean;
  /** Address of the frame, RGBA words. */
  readonly words: number;
}

export interface Enlargement {
  /** Makes room; within `Arena.settle`. */
  fit(grid: BilinearGrid, frame: Size, classes: number): void;
  /**
   * The last step of the filter: q = up(p) + up(a) · detail in the contested cells, the only class in the others.
   * @param out address of the label map
   * @param counts of each id that a label map may hold, to which each pixel's class is added
   */
  run(guidance: Guidance, out: number, counts: Uint32Array): void;
  /** Nothing of the frames before is mixed in. */
  forget(): void;
}

/** The kernel's order of work, field by field, as `assembly/enlarge.ts` declares it. */
const ORDER = [
  ...(['ids', 'cells', 'ranks', 'p', 'classStep', 'pixelStep', 'a', 'binary', 'guide', 'keep'] as const),
  ...([
    'width',
    'height',
    'targetWidth',
    'targetHeight',
    'words',
    'frameWidth',
    'columns',
    'rows',
    'lowX',
    'highX',
  ] as const),
  ...(['weightX', 'beginX', 'endX', 'lowY', 'highY', 'weightY', 'beginY', 'endY', 'runs', 'cellsInRow'] as const),
  ...(['past', 'seen', 'now', 'spans', 'kept', 'lines', 'rivals', 'out', 'counts', 'idBytes'] as const),
];
type Order = Record<(typeof ORDER)[number], number>;

/** `seen` where nothing was. */
const NEVER = -2;

export function createEnlargement(arena: Arena): Enlargement {
  const tables = arena.room('columns', 'rows', ...AXES, 'runs');
  const memory = arena.room('past', 'seen', 'spans', 'kept', 'lines', 'rivals', 'counts', 'order');
  let grid: BilinearGrid | null = null;
  let frame: Size = { width: 0, height: 0 };
  let runs: Int32Array = new Int32Array(0);
  let now = 0;
  let counters = 0;
  let wide = false;
  return {
    fit(wanted, picture, classes) {
      counters = countersOf(classes);
      wide = isWide(classes);
      const other = grid !== wanted || frame.width !== picture.width || frame.height !== picture.height;
      if (other) {
        grid = wanted;
        frame = { width: picture.width, height: picture.height };
        runs = runsOf(wanted.x);
      }
      const { source, target } = wanted;
      const axes = axesBytes(target);
      const moved = tables.fit({ ...axes, columns: axes.lowX, rows: axes.lowY, runs: 4 * runs.length });
      if (other || moved) writeTables(wanted);
      const fresh = memory.fit({
        past: 4 * target.width * target.height,
        seen: 4 * source.width * source.height,
        spans: 12 * runs.length,
        kept: 4 * runs.length,
        lines: 32 * counters,
        rivals: 2 * counters,
        counts: 4 * counters,
        order: 4 * ORDER.length,
      });
      if (other || fresh) seen().fill(NEVER);
    },
    run({ contest, p, binary, ...guidance }, out, counts) {
      if (!grid) throw new Error('There is no grid.');
      const { source, target, x, y } = grid;
      now += 1;
      const order: Order = {
        ...guidance,
        ...tables.at,
        ...memory.at,
        ids: contest.ids,
        cells: contest.cells,
        ranks: contest.ranks,
        p: p.at,
        classStep: 4 * p.classStride,
        pixelStep: 4 * p.pixelStride,
        binary: Number(binary),
        width: source.width,
        height: source.height,
        targetWidth: target.width,
        targetHeight: target.height,
        frameWidth: frame.width,
        beginX: x.begin,
        endX: x.end,
        beginY: y.begin,
        endY: y.end,
        cellsInRow: runs.length - 1,
        now,
        out,
        idBytes: wide ? 2 : 1,
      };
      const words = new Int32Array(arena.buffer, memory.at.order, ORDER.length);
      ORDER.forEach((field, index) => (words[index] = order[field]));
      const tally = new Uint32Array(arena.buffer, memory.at.counts, counters).fill(0);
      arena.kernels.enlarge(memory.at.order);
      for (let id = 0; id < counters; id += 1) counts[id]! += tally[id]!;
    },
    forget() {
      now += 2;
    },
  };

  function seen(): Int32Array {
    if (!grid) return new Int32Array(0);
    return new Int32Array(arena.buffer, memory.at.seen, grid.source.width * grid.source.height);
  }

  function writeTables({ x, y, target }: BilinearGrid): void {
    const { at } = tables;
    arena.write(at.columns, sampled(frame.width, target.width));
    arena.write(at.rows, sampled(frame.height, target.height));
    writeAxes(arena, at, x, y);
    arena.write(at.runs, runs);
  }
}

function sampled(size: number, targets: number): Int32Array {
  return Int32Array.from({ length: targets }, (_, target) =>
    Math.min(size - 1, Math.floor(((target + 0.5) * size) / targets)),
  );
}
