import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amissIn, noteOn, ownProbabilitiesAt, probabilitiesAt, type Scores } from '../../../src/core/labels/scores.ts';

function onePixel(kind: Scores['kind'], values: readonly number[]): Scores {
  const classes = kind === 'binary' ? 2 : values.length;
  return { width: 1, height: 1, classes, kind, data: Float32Array.from(values), classStride: 1, pixelStride: 1 };
}

function probabilities(scores: Scores, pixel = 0): number[] {
  const out = new Float32Array(scores.classes);
  probabilitiesAt(scores, pixel, out);
  return [...out];
}

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

describe('the probabilities of a pixel', () => {
  it('are the softmax of its logits', () => {
    const [a, b, c] = probabilities(onePixel('logits', [0, Math.log(2), Math.log(5)]));
    expect(a).toBeCloseTo(1 / 8, 6);
    expect(b).toBeCloseTo(2 / 8, 6);
    expect(c).toBeCloseTo(5 / 8, 6);
  });

  it('sum to 1 and keep the order of the logits', () => {
    const logits = fc.array(fc.float({ min: -1000, max: 1000, noNaN: true }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(logits, (values) => {
        const result = probabilities(onePixel('logits', values));
        expect(sum(result)).toBeCloseTo(1, 5);
        values.forEach((value, i) => {
          values.forEach((other, j) => {
            if (value > other) expect(result[i]!).toBeGreaterThanOrEqual(result[j]!);
          });
        });
      }),
    );
  });

  it('do not overflow however large the logits are', () => {
    expect(probabilities(onePixel('logits', [3e38, -3e38, 3e38]))).toEqual([0.5, 0, 0.5]);
    expect(probabilities(onePixel('logits', [-3e38, -3e38]))).toEqual([0.5, 0.5]);
  });

  it('do not change when every logit rises by as much', () => {
    expect(probabilities(onePixel('logits', [1, 2, 4]))).toEqual(probabilities(onePixel('logits', [1001, 1002, 1004])));
  });

  it('are a binary model’s value and what is left of 1', () => {
    expect(probabilities(onePixel('binary', [0.25]))).toEqual([0.75, 0.25]);
  });

  it('are the model’s own where it gives probabilities', () => {
    expect(probabilities(onePixel('probabilities', [0.5, 0.125, 0.375]))).toEqual([0.5, 0.125, 0.375]);
  });

  it('are found in planes and in interleaved channels', () => {
    const shape = { width: 2, height: 1, classes: 3, kind: 'probabilities' } as const;
    const planes = {
      ...shape,
      data: Float32Array.of(0.5, 0.25, 0.25, 0.5, 0.25, 0.25),
      classStride: 2,
      pixelStride: 1,
    };
    const mixed = { ...shape, data: Float32Array.of(0.5, 0.25, 0.25, 0.25, 0.5, 0.25), classStride: 1, pixelStride: 3 };
    expect(probabilities(planes, 1)).toEqual([0.25, 0.5, 0.25]);
    expect(probabilities(mixed, 1)).toEqual(probabilities(planes, 1));
  });

  it('are written where they are wanted and nowhere else', () => {
    const out = new Float32Array(6).fill(9);
    probabilitiesAt(onePixel('logits', [0, 0]), 0, out, 2);
    expect([...out]).toEqual([9, 9, 0.5, 0.5, 9, 9]);
  });
});

describe('scores that are no probabilities', () => {
  it('are held within 0 and 1 in what is shown, and left alone in what is handed out', () => {
    expect(probabilities(onePixel('binary', [5]))).toEqual([0, 1]);
    expect(probabilities(onePixel('binary', [-5]))).toEqual([1, 0]);
    expect(probabilities(onePixel('probabilities', [5, -2, NaN, Infinity]))).toEqual([1, 0, 0, 1]);
    expect(probabilities(onePixel('logits', [NaN, 1]))).toEqual([0, 0]);
    const own = new Float32Array(3);
    ownProbabilitiesAt(onePixel('probabilities', [5, -2, 0.5]), 0, own);
    expect([...own]).toEqual([5, -2, 0.5]);
  });

  it.each([
    ['binary', [0, 1, 0.5], undefined],
    ['binary', [1.0001, -0.0001], undefined],
    ['binary', [0.5, 5], 'out-of-range'],
    ['probabilities', [-0.5, 0.5], 'out-of-range'],
    ['probabilities', [5, NaN], 'no-numbers'],
    ['logits', [5, -7], undefined],
    ['logits', [-Infinity, 1], 'no-numbers'],
  ] as const)('%s of %j are %s', (kind, values, amiss) => {
    expect(amissIn(kind, Float32Array.from(values))).toBe(amiss);
  });

  it('are told in a sentence', () => {
    expect(noteOn('out-of-range')).toMatch(/below 0 or above 1/);
    expect(noteOn('no-numbers')).toMatch(/no numbers/);
    expect(noteOn(undefined)).toBeNull();
  });
});
