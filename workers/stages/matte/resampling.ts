import { bilinearGrid, type BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import { isSameSize, type Placement, type Size } from '../../../src/core/geometry/fit.ts';

/** A plane on the scores' grid brought to another grid over the frame, bilinearly. */
export interface Resampling {
  run(plane: Float32Array, source: Size, placement: Placement, target: Size, out: Float32Array): void;
}

export function createResampling(): Resampling {
  let axes: BilinearGrid | null = null;
  let known = '';
  return {
    run(plane, source, placement, target, out) {
      if (isWhole(placement, source) && isSameSize(source, target)) return out.set(plane);
      const key = [source, placement, target].map((each) => Object.values(each).join(' ')).join(' ');
      if (!axes || key !== known) {
        axes = bilinearGrid({ width: source.width, height: source.height }, placement, {
          width: target.width,
          height: target.height,
        });
        known = key;
      }
      resample(plane, source.width, axes, out);
    },
  };
}

function isWhole({ x, y, width, height }: Placement, size: Size): boolean {
  return x === 0 && y === 0 && isSameSize({ width, height }, size);
}

function resample(plane: Float32Array, width: number, { x, y, target }: BilinearGrid, out: Float32Array): void {
  for (let row = 0, at = 0; row < target.height; row += 1) {
    const top = y.low[row]! * width;
    const bottom = y.high[row]! * width;
    const fy = y.weight[row]!;
    for (let column = 0; column < target.width; column += 1, at += 1) {
      const [left, right, fx] = [x.low[column]!, x.high[column]!, x.weight[column]!];
      const upper = plane[top + left]! + (plane[top + right]! - plane[top + left]!) * fx;
      const lower = plane[bottom + left]! + (plane[bottom + right]! - plane[bottom + left]!) * fx;
      out[at] = upper + (lower - upper) * fy;
    }
  }
}
