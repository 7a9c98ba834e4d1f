import { joinSpans, runsOf, type BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { LabelMap } from '../../../src/core/labels/label-map.ts';
import { probabilitiesAt, type Scores } from '../../../src/core/labels/scores.ts';

export interface Upsample {
  /**
   * The label map at the target's size: the argmax of the bilinearly resampled probabilities, without resampling most of
   * them. Where the four neighbours agree on the top class, every convex combination of them has it on top too; only cells
   * on an edge are worked out.
   * @param ids the argmax at the scores' own size
   * @param out target height × width class ids
   * @param counts a counter a class, to which each pixel's class is added
   */
  run(scores: Scores, ids: LabelMap, grid: BilinearGrid, out: LabelMap, counts: Uint32Array): void;
}

/** What a size needs; kept while it stays. */
interface Memory {
  readonly grid: BilinearGrid;
  readonly classes: number;
  readonly runs: Int32Array;
  readonly spans: Int32Array;
  /** Of a row of cells the class that the four corners share; -1 where they differ. */
  readonly agreed: Int32Array;
  /** Pixel × class; worked out where an edge passes. */
  readonly probabilities: Float32Array;
  readonly lines: Lines;
  readonly known: Uint8Array;
}

/** Of each class the probability at a cell's left side, and how much it grows to the right. */
type Lines = Float64Array;

export function createUpsample(): Upsample {
  let memory: Memory | null = null;
  return {
    run(scores, ids, grid, out, counts) {
      if (memory?.grid !== grid || memory.classes !== scores.classes) memory = roomFor(scores, grid);
      if (scores.kind === 'ids') enlargeIds(ids, scores.width, memory, out, counts);
      else enlarge(scores, ids, memory, out, counts);
    },
  };
}

function roomFor({ width, height, classes, kind }: Scores, grid: BilinearGrid): Memory {
  const runs = runsOf(grid.x);
  return {
    grid,
    classes,
    runs,
    spans: new Int32Array(3 * runs.length),
    agreed: new Int32Array(width),
    // certain ids need none
    probabilities: new Float32Array(kind === 'ids' ? 0 : width * height * classes),
    lines: new Float64Array(2 * classes),
    known: new Uint8Array(width * height),
  };
}

function enlarge(
  scores: Scores,
  ids: LabelMap,
  { grid, runs, spans, agreed, probabilities, lines, known }: Memory,
  out: LabelMap,
  counts: Uint32Array,
): void {
  const { width, classes } = scores;
  const { x, y, target } = grid;
  const { low, high, weight } = x;
  const decide = scores.kind === 'binary' ? decideOne : decideMany;
  known.fill(0);
  let rows = -1;
  let used = 0;
  for (let row = 0; row < target.height; row += 1) {
    const top = y.low[row]! * width;
    const bottom = y.high[row]! * width;
    const fy = y.weight[row]!;
    const to = row * target.width;
    if (top !== rows) {
      agree(ids, top, bottom, agreed);
      used = joinSpans(runs, low, agreed, spans);
      rows = top;
    }
    for (let span = 0; span < used; span += 3) {
      const start = spans[span]!;
      const end = spans[span + 1]!;
      const id = spans[span + 2]!;
      if (id >= 0) {
        out.fill(id, to + start, to + end);
        counts[id]! += end - start;
        continue;
      }
      const left = low[start]!;
      const right = high[start]!;
      learn(scores, top + left, probabilities, known);
      learn(scores, top + right, probabilities, known);
      learn(scores, bottom + left, probabilities, known);
      learn(scores, bottom + right, probabilities, known);
      edge(probabilities, classes, top + left, top + right, bottom + left, bottom + right, fy, lines);
      decide(lines, classes, weight, start, end, to, out, counts);
    }
  }
}

function learn(scores: Scores, pixel: number, probabilities: Float32Array, known: Uint8Array): void {
  if (known[pixel] !== 0) return;
  known[pixel] = 1;
  probabilitiesAt(scores, pixel, probabilities, pixel * scores.classes);
}

function edge(
  probabilities: Float32Array,
  classes: number,
  a: number,
  b: number,
  c: number,
  d: number,
  fy: number,
  lines: Lines,
): void {
  for (let k = 0; k < classes; k += 1) {
    const upper = probabilities[a * classes + k]!;
    const beside = probabilities[b * classes + k]!;
    const first = upper + (probabilities[c * classes + k]! - upper) * fy;
    lines[2 * k] = first;
    lines[2 * k + 1] = beside + (probabilities[d * classes + k]! - beside) * fy - first;
  }
}

function decideOne(
  lines: Lines,
  _: number,
  weight: Float32Array,
  start: number,
  end: number,
  to: number,
  out: LabelMap,
  counts: Uint32Array,
): void {
  const first = lines[2]!;
  const growth = lines[3]!;
  for (let column = start; column < end; column += 1) {
    const id = first + growth * weight[column]! > 0.5 ? 1 : 0;
    out[to + column] = id;
    counts[id]! += 1;
  }
}

function decideMany(
  lines: Lines,
  classes: number,
  weight: Float32Array,
  start: number,
  end: number,
  to: number,
  out: LabelMap,
  counts: Uint32Array,
): void {
  for (let column = start; column < end; column += 1) {
    const fx = weight[column]!;
    let best = -Infinity;
    let id = 0;
    for (let k = 0; k < classes; k += 1) {
      const p = lines[2 * k]! + lines[2 * k + 1]! * fx;
      if (p > best) {
        best = p;
        id = k;
      }
    }
    out[to + column] = id;
    counts[id]! += 1;
  }
}

function agree(ids: LabelMap, top: number, bottom: number, out: Int32Array): void {
  const last = out.length - 1;
  for (let left = 0; left <= last; left += 1) {
    const right = left < last ? left + 1 : last;
    const id = ids[top + left]!;
    const same = id === ids[top + right]! && id === ids[bottom + left]! && id === ids[bottom + right]!;
    out[left] = same ? id : -1;
  }
}

/** The same of certain ids: of the four around a pixel the one with most weight, the lower id winning a tie. */
function enlargeIds(ids: LabelMap, width: number, { grid }: Memory, out: LabelMap, counts: Uint32Array): void {
  const { x, y, target } = grid;
  for (let row = 0, at = 0; row < target.height; row += 1) {
    const top = y.low[row]! * width;
    const bottom = y.high[row]! * width;
    const fy = y.weight[row]!;
    for (let column = 0; column < target.width; column += 1, at += 1) {
      const left = x.low[column]!;
      const right = x.high[column]!;
      const fx = x.weight[column]!;
      const [a, b, c, d] = [ids[top + left]!, ids[top + right]!, ids[bottom + left]!, ids[bottom + right]!];
      const id = a === b && a === c && a === d ? a : heaviest(a, b, c, d, fx, fy);
      out[at] = id;
      counts[id]! += 1;
    }
  }
}

function heaviest(a: number, b: number, c: number, d: number, fx: number, fy: number): number {
  const weights = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
  const ids = [a, b, c, d];
  let best = -1;
  let top = a;
  for (const id of ids) {
    let weight = 0;
    for (let k = 0; k < 4; k += 1) if (ids[k] === id) weight += weights[k]!;
    if (weight > best || (weight === best && id < top)) {
      best = weight;
      top = id;
    }
  }
  return top;
}
