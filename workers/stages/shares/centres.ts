import { createCounts, type LabelMap } from '../../../src/core/labels/label-map.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';

/** The picture's width in columns, so that the sums of any frame fit 32 bits. */
const COLUMNS = 64;
/** Every so many pixels of a row, and every so many rows, are looked at: a mean over a few hundred is one over all. */
const STEP = 8;

/**
 * Where each class lies from left to right: the mean over its pixels, 0 to 1; no number where it has none.
 * @param counts how many pixels each class id has
 * @param sums of the columns, 64 to the picture's width, in which they lie
 */
export function centresOf(counts: Uint32Array, sums: Uint32Array, classes: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: classes }, (_, id) => (sums[id]! / counts[id]! + 0.5) / COLUMNS);
}

/** The same of a label map, by some of its pixels. */
export function centres(labels: LabelMap, { width, height }: Size, classes: number): Float32Array<ArrayBuffer> {
  const counts = createCounts(classes);
  const sums = createCounts(classes);
  // small maps are looked at whole
  const step = Math.max(1, Math.min(STEP, Math.floor(Math.min(width, height) / COLUMNS)));
  for (let y = step >> 1; y < height; y += step) {
    for (let x = step >> 1; x < width; x += step) {
      const id = labels[y * width + x]!;
      counts[id]! += 1;
      sums[id]! += Math.floor((x * COLUMNS) / width);
    }
  }
  return centresOf(counts, sums, classes);
}
