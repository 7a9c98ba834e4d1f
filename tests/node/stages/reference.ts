import * as fc from 'fast-check';
import type { Placement, Size } from '../../../src/core/geometry/fit.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { randomly } from '../../fixtures/randomly.ts';

export interface ScoresOptions extends Size {
  readonly classes: number;
  readonly kind: Scores['kind'];
  readonly interleaved: boolean;
}

/** Scores with the value of `at(pixel, class)`; a binary model's is asked for class 1 only. */
export function scoresOf(options: ScoresOptions, at: (pixel: number, id: number) => number): Scores {
  const { width, height, kind, interleaved } = options;
  const pixels = width * height;
  const classes = kind === 'binary' ? 2 : options.classes;
  const planes = kind === 'binary' ? 1 : classes;
  const classStride = interleaved ? 1 : pixels;
  const pixelStride = interleaved ? planes : 1;
  const data = new Float32Array(pixels * planes);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    for (let k = 0; k < planes; k += 1) {
      data[pixel * pixelStride + k * classStride] = at(pixel, kind === 'binary' ? 1 : k);
    }
  }
  return { width, height, classes, kind, data, classStride, pixelStride };
}

/** A model's answer: logits from -8 to 8, or probabilities that sum to 1. */
export function randomScores(options: ScoresOptions, seed: number): Scores {
  const random = randomly(seed);
  if (options.kind !== 'probabilities') {
    return scoresOf(options, () => (options.kind === 'binary' ? random() : random() * 16 - 8));
  }
  const rows = Array.from({ length: options.width * options.height }, () => {
    const parts = Array.from({ length: options.classes }, () => random() ** 3 + 1e-4);
    const sum = parts.reduce((total, each) => total + each, 0);
    return parts.map((each) => each / sum);
  });
  return scoresOf(options, (pixel, id) => rows[pixel]![id]!);
}

export const someScores = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 7 }),
    classes: fc.integer({ min: 2, max: 6 }),
    kind: fc.constantFrom('logits' as const, 'probabilities' as const, 'binary' as const),
    interleaved: fc.boolean(),
    seed: fc.integer(),
  })
  .map(({ seed, ...options }) => randomScores(options, seed));

export const someSize = fc.record({ width: fc.integer({ min: 1, max: 23 }), height: fc.integer({ min: 1, max: 17 }) });

/** Anywhere in a grid or around it: stretched (the whole grid), letterboxed (inside) and covering (beyond). */
export function somePlacement({ width, height }: Size): fc.Arbitrary<Placement> {
  const side = (length: number): fc.Arbitrary<{ start: number; extent: number }> =>
    fc.oneof(
      fc.constant({ start: 0, extent: length }),
      fc
        .double({ min: 0.05, max: 2, noNaN: true })
        .map((share) => ({ start: (length * (1 - share)) / 2, extent: length * share })),
    );
  return fc
    .tuple(side(width), side(height))
    .map(([x, y]) => ({ x: x.start, y: y.start, width: x.extent, height: y.extent }));
}

/** The raw score of a class at a pixel. */
export function scoreAt(scores: Scores, pixel: number, id: number): number {
  return scores.data[pixel * scores.pixelStride + id * scores.classStride]!;
}

/** Each class's probability at a pixel; the softmax as 1 / Σ exp(other − own). */
export function naiveProbabilities(scores: Scores, pixel: number): number[] {
  const ids = Array.from({ length: scores.classes }, (_, id) => id);
  if (scores.kind === 'binary') return [1 - scoreAt(scores, pixel, 0), scoreAt(scores, pixel, 0)];
  const row = ids.map((id) => scoreAt(scores, pixel, id));
  if (scores.kind === 'probabilities') return row;
  return row.map((own) => 1 / row.reduce((sum, other) => sum + Math.exp(other - own), 0));
}

/**
 * The weight of each source pixel along one axis: a tent of one pixel to either side of the target pixel's centre, which
 * is held inside the pixels that the placement touches.
 */
export function tent(target: number, targets: number, start: number, extent: number, sources: number): number[] {
  const first = Math.max(0, Math.floor(start + 1e-6));
  const last = Math.max(first, Math.min(sources - 1, Math.ceil(start + extent - 1e-6) - 1));
  return tentWithin(first, last, target, targets, start, extent, sources);
}

/** The same, held inside the pixels whose centres the placement covers: those of the model's grid that are no bar. */
function gridTent(target: number, targets: number, start: number, extent: number, sources: number): number[] {
  const first = Math.min(sources - 1, Math.max(0, Math.round(start)));
  const last = Math.max(first, Math.min(sources, Math.round(start + extent)) - 1);
  return tentWithin(first, last, target, targets, start, extent, sources);
}

function tentWithin(
  first: number,
  last: number,
  target: number,
  targets: number,
  start: number,
  extent: number,
  sources: number,
): number[] {
  const centre = Math.min(last, Math.max(first, start + ((target + 0.5) * extent) / targets - 0.5));
  return Array.from({ length: sources }, (_, index) => Math.max(0, 1 - Math.abs(centre - index)));
}

/** The probabilities at a target pixel, summed over every pixel of the grid. */
export function naiveResampled(scores: Scores, at: Placement, target: Size): number[][] {
  const dense = Array.from({ length: scores.width * scores.height }, (_, pixel) => naiveProbabilities(scores, pixel));
  const columns = Array.from({ length: target.width }, (_, x) =>
    gridTent(x, target.width, at.x, at.width, scores.width),
  );
  const rows = Array.from({ length: target.height }, (_, y) =>
    gridTent(y, target.height, at.y, at.height, scores.height),
  );
  return rows.flatMap((row) =>
    columns.map((column) =>
      Array.from({ length: scores.classes }, (_, id) => {
        const weighted = dense.map((p, i) => p[id]! * column[i % scores.width]! * row[Math.floor(i / scores.width)]!);
        return weighted.reduce((sum, each) => sum + each, 0);
      }),
    ),
  );
}

/** The first of the largest values; a NaN is no value. */
export function naiveArgmax(values: readonly number[]): number {
  const largest = Math.max(...values.filter((each) => !Number.isNaN(each)));
  return Math.max(0, values.indexOf(largest));
}

/** How far the largest value is ahead of the next one. */
export function lead(values: readonly number[]): number {
  const [first = 0, second = -Infinity] = values.toSorted((a, b) => b - a);
  return first - second;
}

/** Shannon entropy over its largest value, log(classes). */
export function naiveEntropy(probabilities: readonly number[]): number {
  const bits = probabilities.filter((p) => p > 0).reduce((sum, p) => sum + p * Math.log2(1 / p), 0);
  return bits / Math.log2(probabilities.length);
}
