import { runsOf, type BilinearGrid } from '../../../src/shared/bilinear.ts';
import { probabilitiesAt, type Scores } from '../../../src/shared/scores.ts';

export interface Upsample {
  /**
   * The label map at the target's size: the argmax of the bilinearly resampled probabilities, without resampling most of
   * them. Where the four neighbours agree on the top class, every convex combination of them has it on top too; only cells
   * on an edge are worked out.
   * @param ids the argmax at the scores' own size
   * @param out target height × width class ids
   * @param counts 256 counters, to which each pixel's class is added
   */
  run(scores: Scores, ids: Uint8Array, grid: BilinearGrid, out: Uint8Array, counts: Uint32Array): void;
}

/** Memory is kept between frames. */
export function createUpsample(): Upsample {
  let agreed = new Int16Array(0);
  // pixel × class; worked out where an edge passes
  let probabilities = new Float32Array(0);
  let known = new Uint8Array(0);
  const lines = new Float64Array(2 * 256);
  let grown: { readonly grid: BilinearGrid; readonly runs: Int32Array } | null = null;

  return {
    run(scores, ids, grid, out, counts) {
      const { width, height, classes } = scores;
      const { x, y, target } = grid;
      const { low, high, weight } = x;
      if (grown?.grid !== grid) grown = { grid, runs: runsOf(x) };
      const { runs } = grown;
      if (agreed.length !== width) agreed = new Int16Array(width);
      if (probabilities.length !== width * height * classes) {
        probabilities = new Float32Array(width * height * classes);
        known = new Uint8Array(width * height);
      }
      known.fill(0);
      let rows = -1;
      for (let row = 0; row < target.height; row += 1) {
        const top = y.low[row]! * width;
        const bottom = y.high[row]! * width;
        const fy = y.weight[row]!;
        const to = row * target.width;
        if (top !== rows) {
          agree(ids, top, bottom, agreed);
          rows = top;
        }
        for (let run = 0; run + 1 < runs.length; run += 1) {
          const start = runs[run]!;
          const end = runs[run + 1]!;
          const left = low[start]!;
          const id = agreed[left]!;
          if (id >= 0) {
            out.fill(id, to + start, to + end);
            counts[id]! += end - start;
          } else {
            const right = high[start]!;
            edge(scores, top + left, top + right, bottom + left, bottom + right, fy);
            decide(scores, weight, start, end, to, out, counts);
          }
        }
      }
    },
  };

  /** Of each class the probability at a cell's left side, and how much it grows to the right. */
  function edge(scores: Scores, a: number, b: number, c: number, d: number, fy: number): void {
    const { classes } = scores;
    learn(scores, a);
    learn(scores, b);
    learn(scores, c);
    learn(scores, d);
    for (let k = 0; k < classes; k += 1) {
      const upper = probabilities[a * classes + k]!;
      const beside = probabilities[b * classes + k]!;
      const first = upper + (probabilities[c * classes + k]! - upper) * fy;
      lines[2 * k] = first;
      lines[2 * k + 1] = beside + (probabilities[d * classes + k]! - beside) * fy - first;
    }
  }

  function learn(scores: Scores, pixel: number): void {
    if (known[pixel] !== 0) return;
    known[pixel] = 1;
    probabilitiesAt(scores, pixel, probabilities, pixel * scores.classes);
  }

  function decide(
    { classes, kind }: Scores,
    weight: Float32Array,
    start: number,
    end: number,
    to: number,
    out: Uint8Array,
    counts: Uint32Array,
  ): void {
    if (kind === 'binary') {
      const first = lines[2]!;
      const growth = lines[3]!;
      for (let column = start; column < end; column += 1) {
        const id = first + growth * weight[column]! > 0.5 ? 1 : 0;
        out[to + column] = id;
        counts[id]! += 1;
      }
      return;
    }
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
}

/** The class that the four corners of each cell between two rows share; -1 where they differ. */
function agree(ids: Uint8Array, top: number, bottom: number, out: Int16Array): void {
  const last = out.length - 1;
  for (let left = 0; left <= last; left += 1) {
    const right = left < last ? left + 1 : last;
    const id = ids[top + left]!;
    const same = id === ids[top + right]! && id === ids[bottom + left]! && id === ids[bottom + right]!;
    out[left] = same ? id : -1;
  }
}
