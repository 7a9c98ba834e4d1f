import { expect, it } from 'vitest';
import { SPILL_REACH, spillOf } from '../../../workers/stages/matte/spill.ts';
import { randomly } from '../../fixtures/randomly.ts';

it.each([
  [40, 24],
  [1, 1],
  [3, 30],
])(
  'what surrounds a cell of %i × %i is the mean over the window around it, as far as there is a grid',
  (width, height) => {
    const random = randomly(width);
    const probability = Float32Array.from({ length: width * height }, random);
    const found = new Float32Array(width * height);
    spillOf(probability, { width, height }, found);
    for (let at = 0; at < found.length; at += 1) {
      const near = Array.from(probability).filter(
        (_, i) =>
          Math.abs((i % width) - (at % width)) <= SPILL_REACH &&
          Math.abs(Math.floor(i / width) - Math.floor(at / width)) <= SPILL_REACH,
      );
      expect(found[at]).toBeCloseTo(1 - near.reduce((sum, each) => sum + each, 0) / near.length, 4);
    }
  },
);
