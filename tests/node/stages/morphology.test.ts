import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { createMorphology } from '../../../workers/stages/morphology/morphology.ts';
import { naiveProbabilities, randomScores, scoresOf, someScores } from './reference.ts';

type Plane = readonly number[];

/** The largest or smallest value of each square window, held inside the picture. */
function extreme(
  plane: Plane,
  { width, height }: Scores,
  radius: number,
  pick: (...values: number[]) => number,
): Plane {
  return plane.map((_, pixel) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const window = plane.filter((_value, other) => {
      const [u, v] = [other % width, Math.floor(other / width)];
      return Math.abs(u - x) <= radius && Math.abs(v - y) <= radius && v < height;
    });
    return pick(...window);
  });
}

function naive(scores: Scores, id: number, closing: number, opening: number): Plane {
  const plane = Array.from({ length: scores.width * scores.height }, (_, i) => naiveProbabilities(scores, i)[id]!);
  const closed = extreme(extreme(plane, scores, closing, Math.max), scores, closing, Math.min);
  return extreme(extreme(closed, scores, opening, Math.min), scores, opening, Math.max);
}

/** A stage for all: nothing may be left of the picture before. */
const stage = createMorphology();

function expectNaive(scores: Scores, closing: number, opening: number): void {
  const before = scores.data.slice();
  const result = stage.run(scores, closing, opening);
  expect(scores.data).toEqual(before);
  const planes = scores.kind === 'binary' ? [1] : Array.from({ length: scores.classes }, (_, id) => id);
  planes.forEach((id, plane) => {
    naive(scores, id, closing, opening).forEach((value, pixel) => {
      const at = plane * result.classStride + pixel * result.pixelStride;
      expect(result.data[at], `class ${id} at ${pixel}`).toBeCloseTo(value, 6);
    });
  });
}

/** One row of a binary model. */
const row = (values: readonly number[]): Scores =>
  scoresOf({ width: values.length, height: 1, classes: 2, kind: 'binary', interleaved: false }, (i) => values[i]!);
const planeOf = (scores: Scores): number[] => Array.from(scores.data, (value) => Math.round(value * 10) / 10);

describe('closing and opening', () => {
  it('are what a naive search of each window finds', () => {
    const radius = fc.integer({ min: 0, max: 8 });
    fc.assert(
      fc.property(someScores, radius, radius, (scores, closing, opening) => {
        expectNaive(scores, closing, opening);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    [1, 1],
    [3, 2],
    [17, 1],
  ])('hold at %i × %i', (width, height) => {
    expectNaive(randomScores({ width, height, classes: 3, kind: 'logits', interleaved: false }, 5), 2, 1);
  });

  it('leave what is constant as it is', () => {
    const scores = scoresOf({ width: 7, height: 5, classes: 3, kind: 'probabilities', interleaved: true }, () => 1 / 3);
    expect(new Set(stage.run(scores, 3, 2).data)).toEqual(new Set([Math.fround(1 / 3)]));
  });

  it('close a gap and take a speck away, each no wider than twice the radius', () => {
    expect(planeOf(stage.run(row([0.9, 0.9, 0.1, 0.2, 0.9, 0.9]), 1, 0))).toEqual([0.9, 0.9, 0.9, 0.9, 0.9, 0.9]);
    expect(planeOf(stage.run(row([0.9, 0.9, 0.1, 0.2, 0.1, 0.9, 0.9]), 1, 0))[3]).toBe(0.2);
    expect(planeOf(stage.run(row([0.1, 0.1, 0.8, 0.9, 0.1, 0.1]), 0, 1))).toEqual([0.1, 0.1, 0.1, 0.1, 0.1, 0.1]);
    expect(planeOf(stage.run(row([0.1, 0.8, 0.9, 0.8, 0.1]), 0, 1))).toEqual([0.1, 0.8, 0.8, 0.8, 0.1]);
  });

  it('close before they open', () => {
    const scattered = row([0, 1, 0, 1, 0, 0, 0, 0]);
    expect(planeOf(stage.run(scattered, 1, 1))[2]).toBe(1);
    expect(planeOf(stage.run(scattered, 0, 1))[2]).toBe(0);
  });
});
