import type { Size } from '../../../../src/core/geometry/fit.ts';
import type { Bounds } from '../../../../workers/stages/guided-filter/bounds.ts';
import type { Contest } from './contest.ts';

export interface CoefficientOptions {
  readonly size: Size;
  readonly bounds: Bounds;
  readonly radius: number;
  readonly epsilon: number;
  readonly gain: number;
}

export interface Coefficients {
  /**
   * How a plane of values follows the guide: a = gain · cov(guide, plane) / (var(guide) + epsilon) over the square window around
   * each corner of a cell in which class `id` competes, the window held inside the bounds (He, Sun, Tang 2010, equation 5).
   * @param stride between the plane's pixels; `offset` is its first
   * @param out grid height × width; only those corners are written
   */
  run(
    guide: Float32Array,
    plane: Float32Array,
    offset: number,
    stride: number,
    contest: Contest,
    id: number,
    options: CoefficientOptions,
    out: Float32Array,
  ): void;
}

/** Sums over a window's columns are shared by the pixels of a row, so that the cost grows with the radius, not its square. */
export function createCoefficients(): Coefficients {
  let row = new Int32Array(0);
  let sums = new Float64Array(0);
  return {
    run(guide, plane, offset, stride, contest, id, options, out) {
      const { width } = options.size;
      if (row.length < width) {
        row = new Int32Array(width);
        sums = new Float64Array(4 * width);
      }
      regress(guide, plane, offset, stride, contest, id, options, row.fill(-1), sums, out);
    },
  };
}

/** @param row of each column the row for which its sums hold */
function regress(
  guide: Float32Array,
  plane: Float32Array,
  offset: number,
  stride: number,
  { corners }: Contest,
  id: number,
  { size, bounds, radius, epsilon, gain }: CoefficientOptions,
  row: Int32Array,
  sums: Float64Array,
  out: Float32Array,
): void {
  const { width, height } = size;
  const { left, right, top, bottom } = bounds;
  const sets = (id >> 5) * width * height;
  const bit = 1 << (id & 31);
  for (let y = top; y <= bottom; y += 1) {
    const first = Math.max(top, y - radius);
    const last = Math.min(bottom, y + radius);
    for (let x = left; x <= right; x += 1) {
      if ((corners[sets + y * width + x]! & bit) === 0) continue;
      const from = Math.max(left, x - radius);
      const to = Math.min(right, x + radius);
      let i = 0;
      let ii = 0;
      let p = 0;
      let ip = 0;
      for (let u = from; u <= to; u += 1) {
        const at = 4 * u;
        if (row[u] !== y) {
          row[u] = y;
          addColumn(guide, plane, offset, stride, width, u, first, last, sums);
        }
        i += sums[at]!;
        ii += sums[at + 1]!;
        p += sums[at + 2]!;
        ip += sums[at + 3]!;
      }
      const count = (to - from + 1) * (last - first + 1);
      const mean = i / count;
      out[y * width + x] = (gain * (ip / count - (mean * p) / count)) / (ii / count - mean * mean + epsilon);
    }
  }
}

/** Of one column between two rows the sums of guide, guide², plane and guide · plane. */
function addColumn(
  guide: Float32Array,
  plane: Float32Array,
  offset: number,
  stride: number,
  width: number,
  column: number,
  first: number,
  last: number,
  sums: Float64Array,
): void {
  let i = 0;
  let ii = 0;
  let p = 0;
  let ip = 0;
  for (let at = first * width + column; at <= last * width + column; at += width) {
    const g = guide[at]!;
    const value = plane[offset + at * stride]!;
    i += g;
    ii += g * g;
    p += value;
    ip += g * value;
  }
  sums[4 * column] = i;
  sums[4 * column + 1] = ii;
  sums[4 * column + 2] = p;
  sums[4 * column + 3] = ip;
}
