import { runsOf, type BilinearGrid } from '../../../src/shared/bilinear.ts';
import type { Size } from '../../../src/shared/fit.ts';
import type { ClassSets } from './candidates.ts';
import type { Planes } from './planes.ts';

export interface Guidance {
  readonly p: Planes;
  /** Classes (binary: 1) × grid height × width. */
  readonly a: Float32Array;
  /** Luma on the grid, 0 to 1. */
  readonly guide: Float32Array;
  readonly cells: ClassSets;
  readonly binary: boolean;
}

export interface Enlargement {
  run(
    guidance: Guidance,
    grid: BilinearGrid,
    pixels: Size & { readonly words: Uint32Array },
    out: Uint8Array,
    counts: Uint32Array,
  ): void;
}

/** What a luma of 8 · 255 weighs: (2 R + 5 G + B) / 8 of bytes, as 0 to 1. */
const LUMA = 1 / (8 * 255);

export function createEnlargement(): Enlargement {
  // of each competing class: p and its slope over the cell, a and its slope
  const lines = new Float64Array(4 * 256);
  const classes = new Uint8Array(256);
  let columns = new Int32Array(0);
  let columnsKey = '';
  let grown: { readonly grid: BilinearGrid; readonly runs: Int32Array } | null = null;

  return {
    run(guidance, grid, pixels, out, counts) {
      const { p, a, guide, cells, binary } = guidance;
      const { source, target, x, y } = grid;
      const { low, high, weight } = x;
      const stride = source.width;
      const count = stride * source.height;
      const from = sampled(pixels.width, target.width);
      if (grown?.grid !== grid) grown = { grid, runs: runsOf(x) };
      const { runs } = grown;
      for (let row = 0; row < target.height; row += 1) {
        const top = y.low[row]! * stride;
        const bottom = y.high[row]! * stride;
        const fy = y.weight[row]!;
        const inRow = row >= y.begin && row < y.end;
        const to = row * target.width;
        const line = sample(row, pixels.height, target.height) * pixels.width;
        for (let run = 0; run + 1 < runs.length; run += 1) {
          const start = runs[run]!;
          const end = runs[run + 1]!;
          const left = low[start]!;
          const right = high[start]!;
          const rivals = listed(cells, count, top + left, classes);
          if (rivals === 1) {
            const id = classes[0]!;
            out.fill(id, to + start, to + end);
            counts[id]! += end - start;
            continue;
          }
          const g0 = guide[top + left]! + (guide[bottom + left]! - guide[top + left]!) * fy;
          const g1 = guide[top + right]! + (guide[bottom + right]! - guide[top + right]!) * fy;
          const first = binary ? 1 : 0;
          for (let k = first; k < rivals; k += 1) {
            const at = binary ? 0 : classes[k]! * p.classStride;
            const sa = binary ? 0 : classes[k]! * count;
            slope(p.data, at, p.pixelStride, top, bottom, left, right, fy, lines, 4 * k);
            if (inRow) slope(a, sa, 1, top, bottom, left, right, fy, lines, 4 * k + 2);
            else lines[4 * k + 2] = lines[4 * k + 3] = 0;
          }
          for (let column = start; column < end; column += 1) {
            const fx = weight[column]!;
            const word = pixels.words[line + from[column]!]!;
            const luma = (2 * (word & 255) + 5 * ((word >>> 8) & 255) + ((word >>> 16) & 255)) * LUMA;
            const detail = column >= x.begin && column < x.end ? luma - (g0 + (g1 - g0) * fx) : 0;
            let best = binary ? 0.5 : -Infinity;
            let id = classes[0]!;
            for (let k = first; k < rivals; k += 1) {
              const at = 4 * k;
              const q = lines[at]! + lines[at + 1]! * fx + (lines[at + 2]! + lines[at + 3]! * fx) * detail;
              if (q > best) {
                best = q;
                id = classes[k]!;
              }
            }
            out[to + column] = id;
            counts[id]! += 1;
          }
        }
      }
    },
  };

  /** The pixel of the frame in which each target column's centre lies. */
  function sampled(size: number, targets: number): Int32Array {
    if (columnsKey !== `${size} ${targets}`) {
      columnsKey = `${size} ${targets}`;
      columns = Int32Array.from({ length: targets }, (_, target) => sample(target, size, targets));
    }
    return columns;
  }
}

function sample(target: number, size: number, targets: number): number {
  return size === targets ? target : Math.min(size - 1, Math.floor(((target + 0.5) * size) / targets));
}

/** The ids in a set, ascending; returns how many. */
function listed({ words, ranks }: ClassSets, pixels: number, at: number, out: Uint8Array): number {
  let count = 0;
  for (let rank = 0, i = at; rank < ranks; rank += 1, i += pixels) {
    for (let set = words[i]!; set !== 0; set &= set - 1) {
      out[count] = 32 * rank + 31 - Math.clz32(set & -set);
      count += 1;
    }
  }
  return count;
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
