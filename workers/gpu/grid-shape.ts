import type { Size } from '../../src/core/geometry/fit.ts';
import type { Scores } from '../../src/core/labels/scores.ts';

/** How a model's scores lie in a GPU buffer: `Scores` without the data. */
export type GridShape = Omit<Scores, 'data' | 'kind'> & { readonly kind: Exclude<Scores['kind'], 'ids'> };

/** Planes of scores: a binary model has one for its two classes. */
export function planesOf({ kind, classes }: GridShape): number {
  return kind === 'binary' ? 1 : classes;
}

export function pixelsOf({ width, height }: Size): number {
  return width * height;
}
