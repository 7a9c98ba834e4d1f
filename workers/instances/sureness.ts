import type { Axis } from '../../src/core/geometry/bilinear.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import { probabilitiesAt } from '../../src/core/labels/scores.ts';

/** Confidences are summed in whole parts, so that the GPU finds the same sums. */
const PARTS = 100;
/** Of the weight of a cell in a pixel between two. */
const WEIGHT_PARTS = 64;
const UNKNOWN = 255;

/** How sure a model is of each pixel of a label map: its confidence in the cell that is nearest to the pixel. */
export interface Sureness {
  /** Of pixels side by side in a row, 0 to 1 each, in all. @param end behind the last one */
  sum(row: number, start: number, end: number): number;
}

/** @param probabilities room for one of each class */
export function surenessOf(
  { scores, grid: { x, y } }: Pick<Labelled, 'scores' | 'grid'>,
  probabilities: Float32Array,
): Sureness {
  const columns = cellsOf(x);
  const rows = cellsOf(y);
  // only what lies under things is looked at
  const known = new Uint8Array(scores.width * scores.height).fill(UNKNOWN);
  return {
    sum(row, start, end) {
      const from = rows[row]! * scores.width;
      let parts = 0;
      for (let at = start; at < end; at += 1) {
        const cell = from + columns[at]!;
        const own = known[cell]!;
        parts += own === UNKNOWN ? (known[cell] = partsAt(cell)) : own;
      }
      return parts / PARTS;
    },
  };

  function partsAt(cell: number): number {
    probabilitiesAt(scores, cell, probabilities);
    let top = 0;
    for (let c = 0; c < scores.classes; c += 1) top = Math.max(top, probabilities[c]!);
    return Math.floor(top * PARTS + 0.5);
  }
}

/** The nearest cell of each target. */
function cellsOf({ low, high, weight }: Axis): Int32Array {
  return low.map((cell, target) =>
    Math.floor(weight[target]! * WEIGHT_PARTS + 0.5) < WEIGHT_PARTS / 2 ? cell : high[target]!,
  );
}
