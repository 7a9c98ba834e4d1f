import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argmax } from '../../../workers/stages/argmax/argmax.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { naiveArgmax, naiveProbabilities, randomScores, scoreAt, scoresOf, someScores } from './reference.ts';

function labels(scores: Scores): number[] {
  // what an earlier frame left behind must not show
  const out = new Uint8Array(scores.width * scores.height).fill(77);
  argmax(scores, out);
  return [...out];
}

const onePixel = { width: 1, height: 1, classes: 3, kind: 'logits' } as const;

describe('argmax', () => {
  it('is the class with the highest score at each pixel, in every layout and kind', () => {
    fc.assert(
      fc.property(someScores, (scores) => {
        const expected = Array.from({ length: scores.width * scores.height }, (_, pixel) => {
          const row = Array.from({ length: scores.classes }, (__, id) => scoreAt(scores, pixel, id));
          return scores.kind === 'binary' ? Number(scoreAt(scores, pixel, 0) > 0.5) : naiveArgmax(row);
        });
        expect(labels(scores)).toEqual(expected);
      }),
    );
  });

  it('is the most probable class too', () => {
    const scores = randomScores({ width: 5, height: 3, classes: 4, kind: 'logits', interleaved: false }, 11);
    expect(labels(scores)).toEqual(labels(scores).map((_, pixel) => naiveArgmax(naiveProbabilities(scores, pixel))));
  });

  it.each([
    [33, 31],
    [1024, 1],
    [1025, 1],
    [64, 33],
  ])('covers a picture of %i × %i to its last pixel', (width, height) => {
    const options = { width, height, classes: 3, kind: 'logits', interleaved: false } as const;
    const scores = scoresOf(options, (pixel, id) => Number(id === (pixel * 7) % 3));
    expect(labels(scores)).toEqual(Array.from({ length: width * height }, (_, pixel) => (pixel * 7) % 3));
  });

  it.each([true, false])('gives a tie to the lower id (interleaved: %s)', (interleaved) => {
    expect(labels(scoresOf({ ...onePixel, interleaved }, (_, id) => [1, 4, 4][id]!))).toEqual([1]);
    expect(labels(scoresOf({ ...onePixel, interleaved }, () => 0))).toEqual([0]);
  });

  it.each([true, false])('never chooses a NaN (interleaved: %s)', (interleaved) => {
    expect(labels(scoresOf({ ...onePixel, interleaved }, (_, id) => [NaN, -5, NaN][id]!))).toEqual([1]);
    expect(labels(scoresOf({ ...onePixel, interleaved }, () => NaN))).toEqual([0]);
  });

  it.each([true, false])('knows what infinity means (interleaved: %s)', (interleaved) => {
    expect(labels(scoresOf({ ...onePixel, interleaved }, (_, id) => [3, -Infinity, Infinity][id]!))).toEqual([2]);
    expect(labels(scoresOf({ ...onePixel, interleaved }, () => -Infinity))).toEqual([0]);
  });

  it('needs more than one half for class 1 of a binary model', () => {
    const values = [0, 0.5, 0.500001, 1, NaN];
    const binary = { width: 5, height: 1, classes: 2, kind: 'binary', interleaved: false } as const;
    expect(labels(scoresOf(binary, (pixel) => values[pixel]!))).toEqual([0, 0, 1, 1, 0]);
  });
});
