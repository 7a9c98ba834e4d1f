import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreground } from '../../../workers/stages/foreground/foreground.ts';
import { naiveProbabilities, scoresOf, someScores } from './reference.ts';

/** What is made of each probability of class 1. */
function front(probabilities: readonly number[]): number[] {
  const shape = { width: probabilities.length, height: 1, classes: 2, kind: 'binary', interleaved: false } as const;
  const out = new Float32Array(probabilities.length);
  foreground(
    scoresOf(shape, (pixel) => probabilities[pixel]!),
    [1],
    out,
  );
  return [...out];
}

describe('the foreground', () => {
  it('is as probable as the one class that stays, within 0 and 1', () => {
    expect(front([0, 0.25, 0.5, 1, -0.5, 1.5])).toEqual([0, 0.25, 0.5, 1, 0, 1]);
  });

  it('is nowhere where the model says NaN', () => {
    expect(front([NaN])).toEqual([0]);
  });

  it('adds up the classes that stay in front', () => {
    fc.assert(
      fc.property(someScores, fc.subarray([0, 1, 2, 3, 4, 5]), (scores, chosen) => {
        const classes = chosen.filter((id) => id < scores.classes);
        const out = new Float32Array(scores.width * scores.height).fill(77);
        foreground(scores, classes, out);
        out.forEach((probability, pixel) => {
          const row = naiveProbabilities(scores, pixel);
          const expected = classes.reduce((sum, id) => sum + row[id]!, 0);
          expect(Math.abs(probability - expected)).toBeLessThanOrEqual(1e-5);
        });
      }),
    );
  });

  it('of all classes hides everything, and of none nothing', () => {
    const scores = scoresOf(
      { width: 2, height: 2, classes: 3, kind: 'logits', interleaved: true },
      (pixel, id) => pixel * id,
    );
    const out = new Float32Array(4);
    foreground(scores, [0, 1, 2], out);
    expect([...out]).toEqual(Array(4).fill(expect.closeTo(1, 5)));
    foreground(scores, [], out);
    expect([...out]).toEqual([0, 0, 0, 0]);
  });
});
