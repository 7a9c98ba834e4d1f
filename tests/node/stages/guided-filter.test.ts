import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bilinearGrid, type BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import { place, rescale, type Placement, type Size } from '../../../src/core/geometry/fit.ts';
import { packPixel } from '../../../src/core/labels/palette.ts';
import type { GuidedOptions } from '../../../workers/stages/guided-filter/options.ts';
import { createCounts, createLabelMap, type LabelMap } from '../../../src/core/labels/label-map.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { argmax } from '../../../workers/stages/argmax/argmax.ts';
import { createGuidedFilter, type GuidedInput } from '../../../workers/stages/guided-filter/guided-filter.ts';
import { createUpsample } from '../../../workers/stages/upsample/upsample.ts';
import { naive, type Past } from './naive-guided-filter.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { randomScores, scoresOf, somePlacement, someSize } from './reference.ts';

function argmaxOf(scores: Scores): LabelMap {
  const ids = createLabelMap(scores.classes, scores.width * scores.height);
  argmax(scores, ids);
  return ids;
}

interface Scene {
  readonly scores: Scores;
  readonly at: Placement;
  readonly target: Size;
  readonly frame: Size;
  readonly input: Size;
  readonly options: GuidedOptions;
  readonly seed: number;
}

function guideOf({ frame, input, seed }: Pick<Scene, 'frame' | 'input' | 'seed'>): GuidedInput {
  const random = randomly(seed);
  const byte = (): number => Math.floor(random() * 256);
  const words = Uint32Array.from({ length: frame.width * frame.height }, () => packPixel(byte(), byte(), byte()));
  const luma = Float32Array.from({ length: input.width * input.height }, () => random() * 255);
  return { luma, input, pixels: { ...frame, words } };
}

/** One for all: nothing may be left of the picture before. */
const stage = createGuidedFilter();

function filtered(
  scores: Scores,
  guide: GuidedInput,
  grid: BilinearGrid,
  options: GuidedOptions,
  used = stage,
): LabelMap {
  const ids = argmaxOf(scores);
  const out = createLabelMap(scores.classes, grid.target.width * grid.target.height).fill(77);
  const counts = createCounts(scores.classes);
  used.run(scores, ids, guide, grid, options, out, counts);
  const counted = createCounts(scores.classes);
  for (const id of out) counted[id]! += 1;
  expect(counts).toEqual(counted);
  return out;
}

function expectNaive({ scores, at, target, options, ...rest }: Scene): void {
  const guide = guideOf(rest);
  const grid = bilinearGrid(scores, at, target);
  expectSame(filtered(scores, guide, grid, options), naive(scores, argmaxOf(scores), guide, grid, options).labels);
}

function expectSame(labels: LabelMap, wanted: readonly (number | null)[]): void {
  // in a binary model's own terms the classes' q sum to 1, so that the larger one is above one half
  expect([...labels].map((id, pixel) => (wanted[pixel] === null ? null : id))).toEqual(wanted);
}

/** Blobs of a few classes, softly bounded, that move with `step`. */
function blobs(shape: Omit<Parameters<typeof scoresOf>[0], never>, step: number, seed: number): Scores {
  const random = randomly(seed);
  const centres = Array.from({ length: shape.classes }, () => [random() * shape.width, random() * shape.height]);
  return scoresOf(shape, (pixel, id) => {
    const [x, y] = [(pixel % shape.width) - step, Math.floor(pixel / shape.width)];
    const [cx, cy] = centres[id] ?? [0, 0];
    const near = Math.exp(-Math.hypot(x - cx!, y - cy!) / 2);
    return shape.kind === 'logits' ? 6 * near : near;
  });
}

/** Regions of a few pixels, as a model makes them, and not noise. */
const someRegions = regions(2, 3, 5, 40, 70);

function regions(...counts: readonly number[]): fc.Arbitrary<Scores> {
  return fc
    .record({
      width: fc.integer({ min: 1, max: 9 }),
      height: fc.integer({ min: 1, max: 7 }),
      classes: fc.constantFrom(...counts),
      kind: fc.constantFrom('logits' as const, 'probabilities' as const, 'binary' as const),
      interleaved: fc.boolean(),
      seed: fc.integer(),
    })
    .map(({ seed, ...shape }) => {
      const noise = randomScores(shape, seed);
      const random = randomly(seed);
      const [a, b] = [random() * 2 - 1, random() * 2 - 1];
      const [first, second] = [Math.floor(random() * shape.classes), Math.floor(random() * shape.classes)];
      return scoresOf(shape, (pixel, id) => {
        const side = a * ((pixel % shape.width) - 3) + b * (Math.floor(pixel / shape.width) - 2) > 0 ? first : second;
        const own = noise.data[(pixel * noise.pixelStride + id * noise.classStride) % noise.data.length]!;
        if (shape.kind === 'binary') return side > first / 2 ? 0.6 + 0.4 * own : 0.4 * own;
        return shape.kind === 'logits' ? own / 8 + (side === id ? 2 : 0) : (own + (side === id ? 3 : 0)) / 4;
      });
    });
}

const someOptions = fc.record({
  radius: fc.integer({ min: 1, max: 4 }),
  epsilon: fc.constantFrom(1e-4, 1e-2, 1),
  gain: fc.constantFrom(undefined, 1, 2.5),
});

describe('the guided filter', () => {
  it.each([
    { what: 'up to 256 classes', some: someRegions, numRuns: 150 },
    { what: 'more', some: regions(257, 300), numRuns: 20 },
  ])('is what its formula says of $what, at any size, wherever the frame lies', ({ some, numRuns }) => {
    const scene = some.chain((scores) =>
      fc.record({
        scores: fc.constant(scores),
        at: somePlacement(scores),
        target: someSize,
        frame: someSize,
        input: fc.oneof(
          fc.constant({ width: scores.width, height: scores.height }),
          fc.constant({ width: scores.width * 4, height: scores.height * 2 }),
          someSize,
        ),
        options: someOptions,
        seed: fc.integer(),
      }),
    );
    fc.assert(
      fc.property(scene, (each) => {
        expectNaive(each);
      }),
      { numRuns },
    );
  });

  it('keeps of the frame before as much as it is to, frame after frame', () => {
    const scene = fc
      .record({
        width: fc.integer({ min: 1, max: 14 }),
        height: fc.integer({ min: 1, max: 6 }),
        classes: fc.constantFrom(2, 4, 40),
        kind: fc.constantFrom('logits' as const, 'probabilities' as const, 'binary' as const),
        interleaved: fc.boolean(),
      })
      .chain((shape) =>
        fc.record({
          shape: fc.constant(shape),
          at: somePlacement(shape),
          target: someSize,
          frame: someSize,
          radius: fc.integer({ min: 1, max: 3 }),
          seed: fc.integer(),
        }),
      );
    fc.assert(
      fc.property(scene, ({ shape, at, target, frame, radius, seed }) => {
        const grid = bilinearGrid(shape, at, target);
        const own = createGuidedFilter();
        const options = { radius, epsilon: 1e-3, gain: 1.5 };
        const random = randomly(seed);
        let past: Past | null = null;
        for (const step of [0, 1, 2]) {
          const scores = blobs(shape, step, seed);
          const keep = Float32Array.from({ length: shape.width * shape.height }, () => random() * 0.9);
          const guide = {
            ...guideOf({ frame, input: shape, seed: seed + step }),
            keep: step === 0 ? null : keep,
          };
          const wanted = naive(scores, argmaxOf(scores), guide, grid, options, past);
          past = wanted.past;
          expectSame(filtered(scores, guide, grid, options, own), wanted.labels);
        }
      }),
      { numRuns: 25 },
    );
  });

  it.each(['stretch', 'letterbox', 'cover'] as const)('follows the frame under %s', (mode) => {
    const scores = randomScores({ width: 8, height: 8, classes: 4, kind: 'logits', interleaved: false }, 3);
    const frame = { width: 30, height: 20 };
    const input = { width: 32, height: 32 };
    const at = rescale(place(mode, frame, input), input, scores);
    expectNaive({ scores, at, target: frame, frame, input, options: { radius: 1, epsilon: 1e-3 }, seed: 8 });
  });

  it('finds an edge of the picture that the grid could only guess', () => {
    const grid = { width: 16, height: 16 };
    const frame = { width: 160, height: 160 };
    // left of column 83 it is dark: between two grid pixels
    const words = Uint32Array.from({ length: 160 * 160 }, (_, i) =>
      i % 160 < 83 ? packPixel(40, 40, 40) : packPixel(200, 200, 200),
    );
    const share = (x: number): number => Math.min(1, Math.max(0, ((x + 1) * 10 - 83) / 10));
    const luma = Float32Array.from({ length: 256 }, (_, i) => 40 + 160 * share(i % 16));
    const scores = scoresOf({ ...grid, classes: 2, kind: 'binary', interleaved: false }, (i) => share(i % 16));
    const at = { x: 0, y: 0, width: 16, height: 16 };
    const target = bilinearGrid(grid, at, frame);
    const guide = { luma, input: grid, pixels: { ...frame, words } };
    const labels = filtered(scores, guide, target, { radius: 1, epsilon: 1e-4 });
    expect(labels.every((id, i) => id === Number(i % 160 >= 83))).toBe(true);
    const plain = new Uint8Array(160 * 160);
    createUpsample().run(scores, argmaxOf(scores), target, plain, new Uint32Array(256));
    expect(plain.every((id, i) => id === Number(i % 160 >= 83))).toBe(false);
  });

  it('keeps what is thinner than its window', () => {
    const grid = { width: 12, height: 12 };
    const line = (i: number): number => Number(i % 12 === 6);
    const scores = scoresOf({ ...grid, classes: 3, kind: 'probabilities', interleaved: false }, (i, id) =>
      id === 2 ? 0 : id === line(i) ? 0.9 : 0.1,
    );
    const input = { ...grid };
    const words = new Uint32Array(144).fill(packPixel(90, 90, 90));
    const guide = { luma: new Float32Array(144).fill(90), input, pixels: { ...grid, words } };
    const whole = { x: 0, y: 0, width: 12, height: 12 };
    const labels = filtered(scores, guide, bilinearGrid(grid, whole, grid), { radius: 4, epsilon: 1e-2 });
    expect([...labels]).toEqual(Array.from({ length: 144 }, (_, i) => line(i)));
  });

  it('is the plain enlargement where the picture is flat, but for classes that are on top nowhere near', () => {
    const scores = randomScores({ width: 6, height: 5, classes: 2, kind: 'logits', interleaved: true }, 11);
    const target = { width: 31, height: 22 };
    const grid = bilinearGrid(scores, { x: 0, y: 0, width: 6, height: 5 }, target);
    const words = new Uint32Array(31 * 22).fill(packPixel(51, 51, 51));
    const guide = { luma: new Float32Array(30).fill(51), input: scores, pixels: { ...target, words } };
    const plain = new Uint8Array(31 * 22);
    createUpsample().run(scores, argmaxOf(scores), grid, plain, new Uint32Array(256));
    expect(filtered(scores, guide, grid, { radius: 2, epsilon: 1e-3 })).toEqual(plain);
  });

  it('labels every pixel even where the model says NaN', () => {
    const scores = scoresOf({ width: 4, height: 3, classes: 3, kind: 'logits', interleaved: false }, (pixel, id) =>
      pixel % 4 === 0 ? NaN : Number(id === pixel % 3),
    );
    const target = { width: 17, height: 9 };
    const grid = bilinearGrid(scores, { x: 0, y: 0, width: 4, height: 3 }, target);
    const guide = guideOf({ frame: target, input: scores, seed: 2 });
    expect(filtered(scores, guide, grid, { radius: 1, epsilon: 1e-3 }).every((id) => id < 3)).toBe(true);
  });
});
