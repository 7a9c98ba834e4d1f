import type { Placement, Size } from './fit.ts';

/**
 * One axis of a bilinear resampling: for each target pixel its two neighbours in the source and the weight of the
 * second. Pixel centres lie at half units (OpenCV's and ONNX's `half_pixel`); outside, the border pixel repeats.
 */
export interface Axis {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly weight: Float32Array;
  /** The first target whose centre lies over the source pixels looked at, and the one after the last; others repeat a border. */
  readonly begin: number;
  readonly end: number;
}

/** Where a placement ends at a whole pixel, floating point may end it a little beyond. */
const SLACK = 1e-6;

/**
 * @param start,extent where the target lies in the source, in source pixels
 * @param inside which source pixels may be looked at: those that the target touches, or those whose centre it covers
 */
export function axis(
  targets: number,
  start: number,
  extent: number,
  sources: number,
  inside: 'touched' | 'centred' = 'touched',
): Axis {
  const low = new Int32Array(targets);
  const high = new Int32Array(targets);
  const weight = new Float32Array(targets);
  const [from, to] =
    inside === 'touched'
      ? [Math.floor(start + SLACK), Math.ceil(start + extent - SLACK)]
      : [Math.round(start), Math.round(start + extent)];
  const first = Math.min(Math.max(0, from), sources - 1);
  const last = Math.max(first, Math.min(sources, to) - 1);
  let begin = targets;
  let end = 0;
  for (let target = 0; target < targets; target += 1) {
    const centre = start + ((target + 0.5) / targets) * extent - 0.5;
    const clamped = Math.min(Math.max(centre, first), last);
    const floor = Math.floor(clamped);
    low[target] = floor;
    high[target] = Math.min(floor + 1, last);
    weight[target] = clamped - floor;
    if (centre >= first - 0.5 && centre <= last + 0.5) {
      begin = Math.min(begin, target);
      end = target + 1;
    }
  }
  return { low, high, weight, begin, end };
}

/**
 * The two axes of a resampling from a `source` grid, in which the target lies at `placement`, to `target` pixels. A source
 * pixel that is mostly bar of a letterbox is left out: preprocessing draws whole pixels by the same rule.
 */
export interface BilinearGrid {
  readonly x: Axis;
  readonly y: Axis;
  readonly source: Size;
  readonly target: Size;
}

export function bilinearGrid(source: Size, placement: Placement, target: Size): BilinearGrid {
  return {
    x: axis(target.width, placement.x, placement.width, source.width, 'centred'),
    y: axis(target.height, placement.y, placement.height, source.height, 'centred'),
    source,
    target,
  };
}

/** Where the lower neighbour changes along an axis: the first target of each run of equal ones, and the number of targets. */
export function runsOf({ low }: Axis): Int32Array {
  const starts = [];
  for (let target = 0; target < low.length; target += 1) {
    if (target === 0 || low[target] !== low[target - 1]) starts.push(target);
  }
  return Int32Array.from([...starts, low.length]);
}

/**
 * Joins neighbouring cells of one class. A cell that is not settled stays a span by itself.
 * @param runs of the columns
 * @param settled the class of each cell of the row by its left grid column; -1 where it is yet to be worked out
 * @param list takes three numbers a span: first target column, end, and class or -1
 * @returns how many numbers of it are in use
 */
export function joinSpans(runs: Int32Array, low: Int32Array, settled: Int32Array, list: Int32Array): number {
  let used = 0;
  let joined = -1;
  for (let run = 0; run + 1 < runs.length; run += 1) {
    const start = runs[run]!;
    const id = settled[low[start]!]!;
    if (id >= 0 && id === joined) list[used - 2] = runs[run + 1]!;
    else {
      list[used] = start;
      list[used + 1] = runs[run + 1]!;
      list[used + 2] = id;
      used += 3;
      joined = id;
    }
  }
  return used;
}
