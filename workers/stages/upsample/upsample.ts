import type { BilinearGrid } from '../../../src/shared/bilinear.ts';
import { probabilitiesAt, type Scores } from '../../../src/shared/scores.ts';

/**
 * The label map at the target's size: the argmax of the bilinearly resampled probabilities, without resampling most of
 * them. Where the four neighbours agree on the top class, every convex combination of them has it on top too; only cells
 * on an edge are worked out.
 * @param ids the argmax at the scores' own size
 * @param out target height × width class ids
 */
export function upsampleLabels(scores: Scores, ids: Uint8Array, grid: BilinearGrid, out: Uint8Array): void {
  const resolve = scores.kind === 'binary' ? binaryCell(scores) : softmaxCell(scores);
  const { x, y, target } = grid;
  const { low, high, weight } = x;
  const stride = scores.width;
  const agreed = new Int16Array(stride);
  let rows = -1;
  for (let row = 0, at = 0; row < target.height; row += 1) {
    const top = y.low[row]! * stride;
    const bottom = y.high[row]! * stride;
    const fy = y.weight[row]!;
    if (top !== rows) {
      agree(ids, top, bottom, agreed);
      rows = top;
    }
    for (let column = 0; column < target.width; column += 1, at += 1) {
      const left = low[column]!;
      const id = agreed[left]!;
      if (id >= 0) out[at] = id;
      else {
        const right = high[column]!;
        out[at] = resolve(top + left, top + right, bottom + left, bottom + right, weight[column]!, fy);
      }
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

type Cell = (a: number, b: number, c: number, d: number, fx: number, fy: number) => number;

function binaryCell({ data, pixelStride }: Scores): Cell {
  return (a, b, c, d, fx, fy) => {
    const top = data[a * pixelStride]! * (1 - fx) + data[b * pixelStride]! * fx;
    const bottom = data[c * pixelStride]! * (1 - fx) + data[d * pixelStride]! * fx;
    return top * (1 - fy) + bottom * fy > 0.5 ? 1 : 0;
  };
}

/** Keeps the corners' probabilities of the last cell: an enlarged cell spans many target pixels in a row. */
function softmaxCell(scores: Scores): Cell {
  const n = scores.classes;
  const corners = new Float32Array(4 * n);
  let last = -1;
  let lastBelow = -1;
  return (a, b, c, d, fx, fy) => {
    if (a !== last || c !== lastBelow) {
      probabilitiesAt(scores, a, corners, 0);
      probabilitiesAt(scores, b, corners, n);
      probabilitiesAt(scores, c, corners, 2 * n);
      probabilitiesAt(scores, d, corners, 3 * n);
      last = a;
      lastBelow = c;
    }
    const wa = (1 - fx) * (1 - fy);
    const wb = fx * (1 - fy);
    const wc = (1 - fx) * fy;
    const wd = fx * fy;
    let best = -Infinity;
    let id = 0;
    for (let k = 0; k < n; k += 1) {
      const p = corners[k]! * wa + corners[n + k]! * wb + corners[2 * n + k]! * wc + corners[3 * n + k]! * wd;
      if (p > best) {
        best = p;
        id = k;
      }
    }
    return id;
  };
}
