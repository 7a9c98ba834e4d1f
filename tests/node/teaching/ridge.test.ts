import { describe, expect, it } from 'vitest';
import { addSamples, emptyMoments, type Moments } from '../../../src/core/teaching/moments.ts';
import { ridge } from '../../../src/core/teaching/ridge.ts';
import { randomly } from '../../fixtures/randomly.ts';

const CHANNELS = 7;

function momentsOf(rows: readonly Float32Array[]): Moments {
  const moments = emptyMoments(CHANNELS);
  for (const row of rows) addSamples(moments, row, 1);
  return moments;
}

/** Gauss and Jordan, of the textbook. */
function solved(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let i = 0; i < rows.length; i += 1) {
    const best = rows.slice(i).reduce((at, row, k) => (Math.abs(row[i]!) > Math.abs(rows[at]![i]!) ? i + k : at), i);
    [rows[i], rows[best]] = [rows[best]!, rows[i]!];
    for (let k = 0; k < rows.length; k += 1) {
      if (k === i) continue;
      const factor = rows[k]![i]! / rows[i]![i]!;
      for (let j = i; j <= rows.length; j += 1) rows[k]![j]! -= factor * rows[i]![j]!;
    }
  }
  return rows.map((row, i) => row[rows.length]! / row[i]!);
}

/**
 * Weighted ridge on centred channels with a free offset, sample by sample.
 * @param moved a sample whose targets are 1 more
 */
function plain(classes: readonly Float32Array[][], lambda: number, moved?: Float32Array) {
  const samples = classes.flatMap((rows, id) =>
    rows.map((row) => ({ row, id, weight: 1 / (classes.length * rows.length) })),
  );
  const mean = Array.from({ length: CHANNELS }, (_, j) => sum(samples, ({ row, weight }) => weight * row[j]!));
  const variances = mean.map((m, j) => sum(samples, ({ row, weight }) => weight * (row[j]! - m) ** 2));
  const spread = Math.sqrt(sum(variances, (each) => each / CHANNELS));
  const standard = samples.map(({ row }) => mean.map((m, j) => (row[j]! - m) / spread));
  const matrix = mean.map((_, i) =>
    mean.map(
      (__, j) => sum(samples, ({ weight }, k) => weight * standard[k]![i]! * standard[k]![j]!) + (i === j ? lambda : 0),
    ),
  );
  return classes.map((_, c) => {
    const target = ({ id, row }: { id: number; row: Float32Array }): number =>
      (id === c ? 1 : -1) + (row === moved ? 1 : 0);
    const middle = sum(samples, (each) => each.weight * target(each));
    const right = mean.map((__, j) =>
      sum(samples, (each, k) => each.weight * standard[k]![j]! * (target(each) - middle)),
    );
    const weights = solved(matrix, right).map((value) => value / spread);
    return { weights, bias: middle - sum(weights, (value, j) => value * mean[j]!) };
  });
}

function sum<T>(of: readonly T[], value: (each: T, at: number) => number): number {
  return of.reduce((total, each, at) => total + value(each, at), 0);
}

describe('the ridge classifier', () => {
  const next = randomly(7);
  const classes = [40, 9, 23].map((count, id) =>
    Array.from({ length: count }, () =>
      Float32Array.from({ length: CHANNELS }, (_, j) => next() * (j + 1) + (j === id ? 2 : 0)),
    ),
  );

  it('equals the weighted least squares of the textbook, with as many samples of a class as there are', () => {
    const fit = ridge(classes.map(momentsOf), 1);
    plain(classes, 1).forEach(({ weights, bias }, c) => {
      weights.forEach((value, j) => expect(fit.weights[c * CHANNELS + j]).toBeCloseTo(value, 5));
      expect(fit.bias[c]).toBeCloseTo(bias, 5);
    });
  });

  it('tells how much a sample says of its own score: what that score moves by where its target does', () => {
    const fit = ridge(classes.map(momentsOf), 1);
    const sample = classes[1]![4]!;
    const score = ({ weights, bias }: ReturnType<typeof plain>[number]): number =>
      sum(weights, (value, j) => value * sample[j]!) + bias;
    const moved = score(plain(classes, 1, sample)[1]!) - score(plain(classes, 1)[1]!);
    expect(fit.leverage(sample, classes[1]!.length)).toBeCloseTo(moved, 6);
  });

  it('gives a channel that never changes no weight, and all none where nothing does', () => {
    const flat = classes.map((rows) =>
      rows.map((row) => Float32Array.from(row, (value, j) => (j === 3 ? 0.25 : value))),
    );
    const fit = ridge(flat.map(momentsOf), 1);
    expect([0, 1, 2].map((c) => fit.weights[c * CHANNELS + 3])).toEqual([0, 0, 0]);
    const still = [3, 5].map((count) =>
      momentsOf(Array.from({ length: count }, () => new Float32Array(CHANNELS).fill(0.5))),
    );
    expect([...ridge(still, 1).weights].every((value) => value === 0)).toBe(true);
  });
});

describe('the sums of a class', () => {
  it('are the same whether samples come one by one, in blocks, or are taken out again', () => {
    const next = randomly(3);
    const rows = Float32Array.from({ length: 29 * CHANNELS }, next);
    const whole = emptyMoments(CHANNELS);
    addSamples(whole, rows, 1);
    const single = momentsOf(Array.from({ length: 29 }, (_, i) => rows.subarray(i * CHANNELS, (i + 1) * CHANNELS)));
    whole.gram.forEach((value, i) => expect(single.gram[i]).toBeCloseTo(value, 9));
    addSamples(whole, rows.subarray(5 * CHANNELS), -1);
    const few = momentsOf(Array.from({ length: 5 }, (_, i) => rows.subarray(i * CHANNELS, (i + 1) * CHANNELS)));
    expect(whole.count).toBe(5);
    few.gram.forEach((value, i) => expect(whole.gram[i]).toBeCloseTo(value, 9));
    few.sum.forEach((value, i) => expect(whole.sum[i]).toBeCloseTo(value, 9));
  });
});
