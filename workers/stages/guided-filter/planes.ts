import { probabilitiesAt, type Scores } from '../../../src/shared/scores.ts';
import type { Bounds, Contest } from './contest.ts';

/** Probabilities that can be read without a softmax. */
export interface Planes {
  readonly data: Float32Array;
  readonly classStride: number;
  readonly pixelStride: number;
}

/** The probabilities where the filter looks at them: logits become planes of their own, anything else is read where it lies. */
export interface PlaneSource {
  of(scores: Scores, contest: Contest, bounds: Bounds, radius: number): Planes;
}

export function createPlanes(): PlaneSource {
  let data = new Float32Array(0);
  let known = new Uint8Array(0);
  let one = new Float32Array(0);
  return {
    of(scores, contest, bounds, radius) {
      if (scores.kind !== 'logits') return scores;
      const { width, height, classes } = scores;
      const pixels = width * height;
      if (data.length !== pixels * classes) data = new Float32Array(pixels * classes);
      if (known.length !== pixels) known = new Uint8Array(pixels);
      if (one.length !== classes) one = new Float32Array(classes);
      learn(scores, contest, bounds, radius, known.fill(0), one, data);
      return { data, classStride: pixels, pixelStride: 1 };
    },
  };
}

/** All that lies in a window around a contested corner. */
function learn(
  scores: Scores,
  { cornerList, cornerCount }: Contest,
  { left, right, top, bottom }: Bounds,
  radius: number,
  known: Uint8Array,
  one: Float32Array,
  out: Float32Array,
): void {
  const { width, classes } = scores;
  const pixels = known.length;
  for (let k = 0; k < cornerCount; k += 1) {
    const corner = cornerList[k]!;
    const x = corner % width;
    const y = (corner - x) / width;
    const from = Math.max(left, x - radius);
    const to = Math.min(right, x + radius);
    const last = Math.min(bottom, y + radius);
    for (let v = Math.max(top, y - radius); v <= last; v += 1) {
      for (let at = v * width + from; at <= v * width + to; at += 1) {
        if (known[at] !== 0) continue;
        known[at] = 1;
        probabilitiesAt(scores, at, one);
        for (let c = 0, i = at; c < classes; c += 1, i += pixels) out[i] = one[c]!;
      }
    }
  }
}
