import { joinSpans, runsOf, type BilinearGrid } from '../../../../src/core/geometry/bilinear.ts';
import type { Size } from '../../../../src/core/geometry/fit.ts';
import { rivalsOf, type Contest } from './contest.ts';

/** Probabilities that can be read without a softmax. */
interface Planes {
  readonly data: Float32Array;
  readonly classStride: number;
  readonly pixelStride: number;
}

export interface Guidance {
  readonly ids: Uint8Array;
  readonly p: Planes;
  /** Classes (binary: 1) × grid height × width. */
  readonly a: Float32Array;
  /** Luma on the grid, 0 to 1. */
  readonly guide: Float32Array;
  readonly contest: Contest;
  readonly binary: boolean;
  readonly keep: Float32Array | null;
}

type Frame = Size & { readonly words: Uint32Array };

/** What a size needs; kept while it stays. */
export interface Enlargement {
  readonly grid: BilinearGrid;
  readonly frame: Size;
  readonly runs: Int32Array;
  readonly spans: Int32Array;
  readonly settled: Int16Array;
  /** The pixel of the frame in which the centre of each target column and row lies. */
  readonly columns: Int32Array;
  readonly rows: Int32Array;
  /** Of each competing class p at a cell's left side, its growth to the right, and the same of a. */
  readonly lines: Float64Array;
  readonly rivals: Uint8Array;
  /** I − up(G) of a cell's target columns. */
  readonly details: Float64Array;
  /** Of a row of cells the share of the past that is kept; 0 where none is known. */
  readonly kept: Float32Array;
  /** Luma of the frame before, smoothed; target height × width, only where a cell was contested. */
  readonly past: Float32Array;
  /** The frame in which each cell was last contested. */
  readonly seen: Int32Array;
  frames: number;
}

/** What a luma of 8 · 255 weighs: (2 R + 5 G + B) / 8 of bytes, as 0 to 1. */
const LUMA = 1 / (8 * 255);

export function createEnlargement(grid: BilinearGrid, { width, height }: Size): Enlargement {
  const runs = runsOf(grid.x);
  return {
    grid,
    frame: { width, height },
    runs,
    spans: new Int32Array(3 * runs.length),
    settled: new Int16Array(grid.source.width),
    columns: sampled(width, grid.target.width),
    rows: sampled(height, grid.target.height),
    lines: new Float64Array(4 * 256),
    rivals: new Uint8Array(256),
    details: new Float64Array(grid.target.width),
    kept: new Float32Array(grid.source.width),
    past: new Float32Array(grid.target.width * grid.target.height),
    seen: new Int32Array(grid.source.width * grid.source.height).fill(-2),
    frames: 0,
  };
}

function sampled(size: number, targets: number): Int32Array {
  return Int32Array.from({ length: targets }, (_, target) =>
    Math.min(size - 1, Math.floor(((target + 0.5) * size) / targets)),
  );
}

/** The last step of the filter: q = up(p) + up(a) · detail in the contested cells, the only class in the others. */
export function enlarge(
  enlargement: Enlargement,
  { ids, p, a, guide, contest, binary, keep }: Guidance,
  frame: Frame,
  out: Uint8Array,
  counts: Uint32Array,
): void {
  const { grid, runs, spans, settled, columns, rows, lines, rivals, details, kept, past, seen } = enlargement;
  const { source, target, x, y } = grid;
  enlargement.frames += 1;
  const now = enlargement.frames;
  const { low, high } = x;
  const stride = source.width;
  const count = stride * source.height;
  let above = -1;
  let used = 0;
  for (let row = 0; row < target.height; row += 1) {
    const top = y.low[row]! * stride;
    const bottom = y.high[row]! * stride;
    const fy = y.weight[row]!;
    const inside = row >= y.begin && row < y.end;
    const to = row * target.width;
    const line = rows[row]! * frame.width;
    if (top !== above) {
      settle(contest, ids, top, settled);
      recall(settled, keep, seen, now, top, bottom, kept);
      used = joinSpans(runs, low, settled, spans);
      above = top;
    }
    for (let span = 0; span < used; span += 3) {
      const start = spans[span]!;
      const end = spans[span + 1]!;
      const only = spans[span + 2]!;
      if (only >= 0) {
        out.fill(only, to + start, to + end);
        counts[only]! += end - start;
        continue;
      }
      const left = low[start]!;
      const right = high[start]!;
      const g = guide[top + left]! + (guide[bottom + left]! - guide[top + left]!) * fy;
      const growth = guide[top + right]! + (guide[bottom + right]! - guide[top + right]!) * fy - g;
      const several = binary ? 1 : rivalsOf(contest, count, top + left, rivals);
      for (let k = 0; k < several; k += 1) {
        const from = binary ? 0 : rivals[k]!;
        slope(p.data, from * p.classStride, p.pixelStride, top, bottom, left, right, fy, lines, 4 * k);
        if (inside) slope(a, from * count, 1, top, bottom, left, right, fy, lines, 4 * k + 2);
        else lines[4 * k + 2] = lines[4 * k + 3] = 0;
      }
      look(frame.words, line, columns, kept[left]!, g, growth, x, start, end, to, past, details);
      if (binary) decide(lines, details, x.weight, start, end, to, out, counts);
      else compete(lines, rivals, several, details, x.weight, start, end, to, out, counts);
    }
  }
}

/** The detail that the grid lost, in the target columns of one cell. */
function look(
  words: Uint32Array,
  line: number,
  columns: Int32Array,
  kept: number,
  guide: number,
  growth: number,
  { weight, begin, end: beyond }: BilinearGrid['x'],
  start: number,
  end: number,
  to: number,
  past: Float32Array,
  details: Float64Array,
): void {
  for (let column = start; column < end; column += 1) {
    const word = words[line + columns[column]!]!;
    const now = (2 * (word & 255) + 5 * ((word >>> 8) & 255) + ((word >>> 16) & 255)) * LUMA;
    const luma = now + kept * (past[to + column]! - now);
    past[to + column] = luma;
    details[column - start] = column >= begin && column < beyond ? luma - guide - growth * weight[column]! : 0;
  }
}

/** The target columns of one cell of a binary model. */
function decide(
  lines: Float64Array,
  details: Float64Array,
  weight: Float32Array,
  start: number,
  end: number,
  to: number,
  out: Uint8Array,
  counts: Uint32Array,
): void {
  const p = lines[0]! - 0.5;
  const pGrowth = lines[1]!;
  const a = lines[2]!;
  const aGrowth = lines[3]!;
  let ones = 0;
  for (let column = start; column < end; column += 1) {
    const fx = weight[column]!;
    const id = p + pGrowth * fx + (a + aGrowth * fx) * details[column - start]! > 0 ? 1 : 0;
    out[to + column] = id;
    ones += id;
  }
  counts[1]! += ones;
  counts[0]! += end - start - ones;
}

/** The target columns of one cell. */
function compete(
  lines: Float64Array,
  rivals: Uint8Array,
  several: number,
  details: Float64Array,
  weight: Float32Array,
  start: number,
  end: number,
  to: number,
  out: Uint8Array,
  counts: Uint32Array,
): void {
  for (let column = start; column < end; column += 1) {
    const fx = weight[column]!;
    const detail = details[column - start]!;
    let best = -Infinity;
    let id = rivals[0]!;
    for (let k = 0; k < several; k += 1) {
      const at = 4 * k;
      const q = lines[at]! + lines[at + 1]! * fx + (lines[at + 2]! + lines[at + 3]! * fx) * detail;
      if (q > best) {
        best = q;
        id = rivals[k]!;
      }
    }
    out[to + column] = id;
    counts[id]! += 1;
  }
}

/** Which contested cells of a row were contested a frame ago, and how much of that each of their corners allows to keep. */
function recall(
  settled: Int16Array,
  keep: Float32Array | null,
  seen: Int32Array,
  now: number,
  top: number,
  bottom: number,
  kept: Float32Array,
): void {
  for (let x = 0; x < settled.length; x += 1) {
    if (settled[x]! >= 0) continue;
    const beside = Math.min(x + 1, settled.length - 1);
    kept[x] =
      keep && seen[top + x] === now - 1
        ? Math.min(keep[top + x]!, keep[top + beside]!, keep[bottom + x]!, keep[bottom + beside]!)
        : 0;
    seen[top + x] = now;
  }
}

/** The class of each cell of a row; -1 where several compete. */
function settle({ cells, ranks }: Contest, ids: Uint8Array, top: number, out: Int16Array): void {
  const pixels = ids.length;
  for (let x = 0, at = top; x < out.length; x += 1, at += 1) {
    let any = cells[at]!;
    for (let rank = 1, i = at + pixels; rank < ranks; rank += 1, i += pixels) any |= cells[i]!;
    out[x] = any === 0 ? ids[at]! : -1;
  }
}

/** Between two columns of a plane, at a height between two rows: the value at the left, and how much it grows. */
function slope(
  data: Float32Array,
  offset: number,
  stride: number,
  top: number,
  bottom: number,
  left: number,
  right: number,
  fy: number,
  out: Float64Array,
  to: number,
): void {
  const a = data[offset + (top + left) * stride]!;
  const b = data[offset + (top + right) * stride]!;
  const first = a + (data[offset + (bottom + left) * stride]! - a) * fy;
  out[to] = first;
  out[to + 1] = b + (data[offset + (bottom + right) * stride]! - b) * fy - first;
}
