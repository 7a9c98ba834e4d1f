import type { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import { bilinearGrid, type BilinearGrid } from '../../src/core/geometry/bilinear.ts';
import type { Size } from '../../src/core/geometry/fit.ts';
import { leastConfidences } from '../../src/core/labels/doubt.ts';
import type { OwnLabelMap } from '../../src/core/labels/label-map.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import type { ModelClass } from '../../src/core/manifest/classes.ts';
import type { View } from '../../src/core/view/view.ts';
import type { OnGrid } from '../stages/confidence/on-grid.ts';
import { createRaster } from './raster.ts';

/** Stripes where the model is not sure. */
export interface Hatch {
  /** A canvas of `size`, clear but for the stripes, mirrored as the view is. */
  paint(labelled: Labelled, size: Size, view: View): OffscreenCanvas;
}

/** Pixels from one light stripe to the next; a dark one lies half-way. */
const PERIOD = 10;
const STRIPE = 2;
/** 65 % of white and of black: a pair of them shows on any picture. */
const LIGHT = 0xa6ffffff;
const DARK = 0xa6000000;

export function createHatch(classes: readonly ModelClass[], onGrid: OnGrid, moves?: MoveCounter): Hatch {
  const raster = createRaster(moves);
  let grid: BilinearGrid | null = null;
  let key = '';
  return {
    paint({ scores, placement, labels, raw, size: own }, size, view) {
      const words = raster.words(size);
      const { x, y, width, height } = placement;
      const wanted = [scores.width, scores.height, x, y, width, height, size.width, size.height].join(' ');
      if (!grid || key !== wanted) grid = bilinearGrid(scores, placement, size);
      key = wanted;
      const values = onGrid.of(scores, 'confidence');
      const { mirrored, split } = view;
      const least = leastConfidences(classes, view);
      stripe({ values, grid, labels, raw: raw ?? labels, size: own, least }, { mirrored, split: split ?? 0 }, words);
      return raster.flush();
    },
  };
}

interface Striped {
  /** Confidence on the scores' grid. */
  readonly values: Float32Array;
  readonly grid: BilinearGrid;
  /** What each pixel is called, `size` height × width, and without refinement. */
  readonly labels: OwnLabelMap;
  readonly raw: OwnLabelMap;
  readonly size: Size;
  /** By class id, the confidence below which it is marked. */
  readonly least: Float32Array;
}

/**
 * Marks the pixels of the stripes whose bilinear confidence is below what is wanted of their class. Stripes run from lower left to
 * upper right on the canvas as shown. @param split share of the canvas, from the left, that shows labels without refinement
 */
function stripe(
  { values, grid: { x, y, source, target }, labels, raw, size, least }: Striped,
  { mirrored, split }: { readonly mirrored: boolean; readonly split: number },
  out: Uint32Array,
): void {
  const { low, high, weight } = x;
  for (let row = 0, at = 0; row < target.height; row += 1) {
    const top = y.low[row]! * source.width;
    const bottom = y.high[row]! * source.width;
    const fy = y.weight[row]!;
    const labelRow = Math.floor(((row + 0.5) * size.height) / target.height) * size.width;
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
      const map = (shown + 0.5) / target.width < split ? raw : labels;
      const label = map[labelRow + Math.floor(((column + 0.5) * size.width) / target.width)]!;
      if (upper * (1 - fy) + lower * fy < least[label]!) out[at] = light ? LIGHT : DARK;
    }
  }
}
