import { probabilitiesAt, type Scores } from '../../../src/shared/scores.ts';
import { unite, type Bounds, type ClassSets } from './candidates.ts';

/** Probabilities that can be read without a softmax. */
export interface Planes {
  readonly data: Float32Array;
  readonly classStride: number;
  readonly pixelStride: number;
}

/** The probabilities where they are looked at: logits become planes of their own, anything else is read where it lies. */
export interface PlaneSource {
  of(scores: Scores, wanted: ClassSets, bounds: Bounds, radius: number, between: Uint32Array): Planes;
}

export function createPlanes(): PlaneSource {
  let data = new Float32Array(0);
  let touched: ClassSets = { words: new Uint32Array(0), ranks: 0 };
  let one = new Float32Array(0);
  return {
    of(scores, wanted, bounds, radius, between) {
      if (scores.kind !== 'logits') return scores;
      const { width, height, classes } = scores;
      const pixels = width * height;
      if (data.length !== pixels * classes) data = new Float32Array(pixels * classes);
      if (touched.words.length !== wanted.words.length) {
        touched = { words: new Uint32Array(wanted.words.length), ranks: wanted.ranks };
      }
      if (one.length !== classes) one = new Float32Array(classes);
      unite(wanted, scores, bounds, radius, radius, between, touched);
      for (let y = bounds.top; y <= bounds.bottom; y += 1) {
        for (let x = bounds.left, at = y * width + x; x <= bounds.right; x += 1, at += 1) {
          let any = 0;
          for (let i = at; i < touched.words.length; i += pixels) any |= touched.words[i]!;
          if (any === 0) continue;
          probabilitiesAt(scores, at, one);
          for (let c = 0, to = at; c < classes; c += 1, to += pixels) data[to] = one[c]!;
        }
      }
      return { data, classStride: pixels, pixelStride: 1 };
    },
  };
}
