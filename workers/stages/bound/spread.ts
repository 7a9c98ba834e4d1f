import type { Placement, Size } from '../../../src/core/geometry/fit.ts';
import { probabilitiesAt, type Scores } from '../../../src/core/labels/scores.ts';

/** Half a side of the square that a place looks around in for what it is a part of, as a share of the grid's longer side. */
const REACH = 1 / 40;
/** What lies around counts so much less than what is here. */
const AROUND = 0.02;
/** What is nowhere near is still likelier than something else. */
const LIKELIER = 1e-5;

export interface Spread {
  /**
   * How likely each of `own` is at each place of `grid` if it is one of them: they sum to 1. Where the model says that none is, as beside
   * the thing that they are parts of, the ones around count, and where none is around the likeliest.
   * @param placement of the frame in the scores
   * @param there of the frame in `grid`
   * @returns planes of `own`, in their order; good until the next call
   */
  run(scores: Scores, placement: Placement, grid: Size, there: Placement): Float32Array;
}

/** @param own ids of the model's classes that are wanted */
export function createSpread(own: readonly number[]): Spread {
  let sizes = '';
  let planes = new Float32Array(0);
  let sums = new Float32Array(0);
  let likely = new Float32Array(0);
  return {
    run(scores, placement, grid, there) {
      const count = grid.width * grid.height;
      if (sizes !== `${scores.width} ${scores.height} ${count}`) {
        sizes = `${scores.width} ${scores.height} ${count}`;
        planes = new Float32Array(own.length * count);
        likely = new Float32Array(own.length * scores.width * scores.height);
        sums = new Float32Array(own.length * scores.width * scores.height);
      }
      weigh(scores, own, likely);
      const reach = Math.max(1, Math.round(Math.max(scores.width, scores.height) * REACH));
      own.forEach((_, at) => around(plane(likely, at, scores), plane(sums, at, scores), scores, reach));
      bring(scores, placement, grid, there);
      return planes;
    },
  };

  /** Joins here, around and likeliest, on the other grid. */
  function bring(scores: Scores, placement: Placement, grid: Size, there: Placement): void {
    const columns = places(grid.width, there.x, there.width, placement.x, placement.width, scores.width);
    const rows = places(grid.height, there.y, there.height, placement.y, placement.height, scores.height);
    const [from, count] = [scores.width * scores.height, grid.width * grid.height];
    for (let y = 0; y < grid.height; y += 1) {
      const line = rows[y]! * scores.width;
      for (let x = 0; x < grid.width; x += 1) {
        const source = line + columns[x]!;
        const pixel = y * grid.width + x;
        let sum = 0;
        for (let at = 0; at < own.length; at += 1) sum += sums[at * from + source]!;
        const share = 1 / sum;
        for (let at = 0; at < own.length; at += 1) planes[at * count + pixel] = sums[at * from + source]! * share;
      }
    }
  }
}

/**
 * The probability of each of `own`, which counts the less the likelier it is that it is none of them: beside a sleeve a little skin is likely,
 * and the sleeve around is likelier. Where they are next to nothing, their proportion is kept.
 */
function weigh(scores: Scores, own: readonly number[], out: Float32Array): void {
  const { width, height, kind, data, classStride, pixelStride } = scores;
  const count = width * height;
  const probabilities = new Float32Array(scores.classes);
  for (let pixel = 0; pixel < count; pixel += 1) {
    probabilitiesAt(scores, pixel, probabilities);
    let top = 0;
    if (kind === 'logits') {
      top = -Infinity;
      for (const id of own) top = Math.max(top, data[id * classStride + pixel * pixelStride]!);
    }
    let sure = 0;
    for (const id of own) sure += probabilities[id]!;
    for (let at = 0; at < own.length; at += 1) {
      const id = own[at]!;
      const relative = kind === 'logits' ? Math.exp(data[id * classStride + pixel * pixelStride]! - top) : 1;
      // what is no number counts as unlikely
      out[at * count + pixel] = probabilities[id]! * sure + LIKELIER * (relative > 0 ? relative : 1e-6);
    }
  }
}

function plane(planes: Float32Array, at: number, { width, height }: Size): Float32Array {
  return planes.subarray(at * width * height, (at + 1) * width * height);
}

/** What is here, and less of the mean of what lies up to `reach` around. */
function around(from: Float32Array, out: Float32Array, { width, height }: Size, reach: number): void {
  const across = new Float32Array(from.length);
  for (let y = 0; y < height; y += 1) slide(from, across, y * width, 1, width, reach);
  for (let x = 0; x < width; x += 1) slide(across, out, x, width, height, reach);
  for (let i = 0; i < from.length; i += 1) out[i] = from[i]! + AROUND * out[i]!;
}

/** Means along a line; beyond its ends is nothing. */
function slide(
  from: Float32Array,
  out: Float32Array,
  start: number,
  step: number,
  length: number,
  reach: number,
): void {
  const share = 1 / (2 * reach + 1);
  let sum = 0;
  for (let i = 0; i < Math.min(reach, length); i += 1) sum += from[start + i * step]!;
  for (let i = 0; i < length; i += 1) {
    if (i + reach < length) sum += from[start + (i + reach) * step]!;
    if (i > reach) sum -= from[start + (i - reach - 1) * step]!;
    // what is left of rounding is nothing
    out[start + i * step] = Math.max(0, sum) * share;
  }
}

/** Of each place along a grid the nearest of another one that the same of the frame lies in. */
function places(count: number, at: number, size: number, from: number, length: number, most: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => {
    const share = (i + 0.5 - at) / size;
    return Math.max(0, Math.min(most - 1, Math.floor(from + share * length)));
  });
}
