import type { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import { bilinearGrid, type BilinearGrid } from '../../src/core/geometry/bilinear.ts';
import type { Size } from '../../src/core/geometry/fit.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import type { OnGrid } from '../stages/confidence/on-grid.ts';
import { createRaster } from './raster.ts';

/** Stripes where the model is not sure. */
export interface Hatch {
  /** A canvas of `size`, clear but for the stripes, mirrored as the view is. */
  paint(labelled: Labelled, size: Size, doubt: number, mirrored: boolean): OffscreenCanvas;
}

/** Pixels from one light stripe to the next; a dark one lies half-way. */
const PERIOD = 10;
const STRIPE = 2;
/** 65 % of white and of black: a pair of them shows on any picture. */
const LIGHT = 0xa6ffffff;
const DARK = 0xa6000000;

export function createHatch(onGrid: OnGrid, moves?: MoveCounter): Hatch {
  const raster = createRaster(moves);
  let grid: BilinearGrid | null = null;
  let key = '';
  return {
    paint({ scores, placement }, size, doubt, mirrored) {
      const words = raster.words(size);
      const { x, y, width, height } = placement;
      const wanted = [scores.width, scores.height, x, y, width, height, size.width, size.height].join(' ');
      if (!grid || key !== wanted) grid = bilinearGrid(scores, placement, size);
      key = wanted;
      stripe(onGrid.of(scores, 'confidence'), grid, doubt, mirrored, words);
      return raster.flush();
    },
  };
}

/**
 * Marks the pixels of the stripes whose bilinear value is below the threshold. Stripes run from lower left to upper right
 * on the canvas as shown.
 */
export function stripe(
  values: Float32Array,
  { x, y, source, target }: BilinearGrid,
  threshold: number,
  mirrored: boolean,
  out: Uint32Array,
): void {
  const { low, high, weight } = x;
  for (let row = 0, at = 0; row < target.height; row += 1) {
    const top = y.low[row]! * source.width;
    const bottom = y.high[row]! * source.width;
    const fy = y.weight[row]!;
    for (let shown = 0; shown < target.width; shown += 1, at += 1) {
      const phase = (shown + row) % PERIOD;
      const light = phase < STRIPE;
      out[at] = 0;
      if (!light && (phase < PERIOD / 2 || phase >= PERIOD / 2 + STRIPE)) continue;
      const column = mirrored ? target.width - 1 - shown : shown;
      const left = low[column]!;
      const right = high[column]!;
      const fx = weight[column]!;
      const upper = values[top + left]! * (1 - fx) + values[top + right]! * fx;
      const lower = values[bottom + left]! * (1 - fx) + values[bottom + right]! * fx;
      if (upper * (1 - fy) + lower * fy < threshold) out[at] = light ? LIGHT : DARK;
    }
  }
}
