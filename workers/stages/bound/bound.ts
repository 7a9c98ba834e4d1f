import { probabilitiesAt, type Scores } from '../../../src/core/labels/scores.ts';
import type { Division } from './division.ts';

/**
 * A companion's labels with a model's classes: what both know is as probable as the companion says, and the rest is divided as `parts`
 * says.
 * @param companion of this frame
 * @param parts planes of the model's own classes, in the order of the division, on the companion's grid; they sum to 1 at each place
 * @param out planes of all of the model's classes
 */
export function bound(companion: Scores, parts: Float32Array, { shared, own }: Division, out: Float32Array): void {
  const count = companion.width * companion.height;
  if (companion.kind === 'binary' && shared.length === 1) {
    const [{ id, theirs }] = shared as [Division['shared'][number]];
    const { data, pixelStride } = companion;
    for (let pixel = 0; pixel < count; pixel += 1) {
      const second = within(data[pixel * pixelStride]!);
      const rest = theirs === 0 ? second : 1 - second;
      out[id * count + pixel] = 1 - rest;
      for (let at = 0; at < own.length; at += 1) out[own[at]! * count + pixel] = rest * parts[at * count + pixel]!;
    }
    return;
  }
  const probabilities = new Float32Array(companion.classes);
  for (let pixel = 0; pixel < count; pixel += 1) {
    probabilitiesAt(companion, pixel, probabilities);
    let rest = 1;
    for (const { id, theirs } of shared) {
      out[id * count + pixel] = probabilities[theirs]!;
      rest -= probabilities[theirs]!;
    }
    rest = within(rest);
    for (let at = 0; at < own.length; at += 1) out[own[at]! * count + pixel] = rest * parts[at * count + pixel]!;
  }
}

/** 0 to 1; what is no number is 0. */
function within(value: number): number {
  return value > 0 ? Math.min(1, value) : 0;
}
