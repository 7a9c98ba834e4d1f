import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreground } from '../../../workers/stages/foreground/foreground.ts';
import { naiveProbabilities, scoresOf, someScores } from './reference.ts';

/** The opacity of each probability of class 1. */
function opacities(probabilities: readonly number[]): number[] {
  const shape = { width: probabilities.length, height: 1, classes: 2, kind: 'binary', interleaved: false } as const;
  const out = new Uint8Array(probabilities.length);
  foreground(
    scoresOf(shape, (pixel) => probabilities[pixel]!),
    [1],
    out,
  );
  return [...out];
}

/** Hermite's step from 0.35 to 0.65. */
function naiveOpacity(probability: number): number {
  const t = Math.min(1, Math.max(0, (probability - 0.35) / 0.3));
  return 255 * (3 * t ** 2 - 2 * t ** 3);
}

describe('the foreground', () => {
  it('is opaque where it is sure, clear where it is not, half at one half', () => {
    expect(opacities([0, 0.3, 0.35, 0.5, 0.65, 0.7, 1])).toEqual([0, 0, 0, 128, 255, 255, 255]);
  });

  it('is clear where the model says NaN', () => {
    expect(opacities([NaN])).toEqual([0]);
  });

  it('gets no clearer as the probability rises', () => {
    const rising = opacities(Array.from({ length: 101 }, (_, i) => i / 100));
    expect(rising).toEqual(rising.toSorted((a, b) => a - b));
    expect(new Set(rising).size).toBeGreaterThan(25);
  });

  it('adds up the classes that stay in front', () => {
    fc.assert(
      fc.property(someScores, fc.subarray([0, 1, 2, 3, 4, 5]), (scores, chosen) => {
        const classes = chosen.filter((id) => id < scores.classes);
        const out = new Uint8Array(scores.width * scores.height).fill(77);
        foreground(scores, classes, out);
        out.forEach((opacity, pixel) => {
          const row = naiveProbabilities(scores, pixel);
          const expected = naiveOpacity(classes.reduce((sum, id) => sum + row[id]!, 0));
          expect(Math.abs(opacity - expected)).toBeLessThanOrEqual(0.51);
        });
      }),
    );
  });

  it('of all classes hides everything, and of none nothing', () => {
    const scores = scoresOf(
      { width: 2, height: 2, classes: 3, kind: 'logits', interleaved: true },
      (pixel, id) => pixel * id,
    );
    const out = new Uint8Array(4);
    foreground(scores, [0, 1, 2], out);
    expect([...out]).toEqual([255, 255, 255, 255]);
    foreground(scores, [], out);
    expect([...out]).toEqual([0, 0, 0, 0]);
  });
});
