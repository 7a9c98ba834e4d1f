import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bilinearGrid, type BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import { place, rescale, type Placement, type Size } from '../../../src/core/geometry/fit.ts';
import { packPixel } from '../../../src/core/labels/palette.ts';
import type { GuidedOptions } from '../../../workers/stages/guided-filter/options.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { argmax } from '../../../workers/stages/argmax/argmax.ts';
import { createGuidedFilter, type GuidedInput } from '../../../workers/stages/guided-filter/guided-filter.ts';
import { createUpsample } from '../../../workers/stages/upsample/upsample.ts';
import { lead, naiveProbabilities, randomly, randomScores, scoresOf, somePlacement, someSize } from './reference.ts';

function argmaxOf(scores: Scores): Uint8Array {
  const ids = new Uint8Array(scores.width * scores.height);
  argmax(scores, ids);
  return ids;
}

const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;
const bytes = (word: number): [number, number, number] => [word & 255, (word >>> 8) & 255, (word >>> 16) & 255];
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** The filter as its formula says it, a pixel at a time; null where two classes are as good as equal. */
function naive(
  scores: Scores,
  ids: Uint8Array,
  { luma, input, pixels }: GuidedInput,
  grid: BilinearGrid,
  { radius, epsilon, gain = 1 }: GuidedOptions,
): (number | null)[] {
  const { width, height, classes } = scores;
  const { x: columns, y: rows, target } = grid;
  const [left, right] = [Math.min(...columns.low), Math.max(...columns.high)];
  const [top, bottom] = [Math.min(...rows.low), Math.max(...rows.high)];
  const guide = range(0, width * height - 1).map((i) => {
    const [gx, gy] = [i % width, Math.floor(i / width)];
    const across = range(0, input.width - 1).filter((u) => covers(u, gx, input.width, width));
    const down = range(0, input.height - 1).filter((v) => covers(v, gy, input.height, height));
    return mean(down.flatMap((v) => across.map((u) => luma[v * input.width + u]! / 255)));
  });
  const p = range(0, width * height - 1).map((i) => naiveProbabilities(scores, i));
  const window = (x: number, y: number, before: number, after: number): number[] =>
    range(Math.max(top, y - before), Math.min(bottom, y + after)).flatMap((v) =>
      range(Math.max(left, x - before), Math.min(right, x + after)).map((u) => v * width + u),
    );
  const slope = (i: number, id: number): number => {
    const around = window(i % width, Math.floor(i / width), radius, radius);
    const [g, q] = [mean(around.map((j) => guide[j]!)), mean(around.map((j) => p[j]![id]!))];
    const covariance = mean(around.map((j) => (guide[j]! - g) * (p[j]![id]! - q)));
    return (gain * covariance) / (mean(around.map((j) => (guide[j]! - g) ** 2)) + epsilon);
  };
  return range(0, target.width * target.height - 1).map((pixel) => {
    const [x, y] = [pixel % target.width, Math.floor(pixel / target.width)];
    const [u, v] = [columns.low[x]!, rows.low[y]!];
    const [fx, fy] = [columns.weight[x]!, rows.weight[y]!];
    const corners = [rows.low[y]!, rows.high[y]!].flatMap((r) => [u, columns.high[x]!].map((c) => r * width + c));
    const weights = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
    const enlarged = (value: (i: number) => number): number =>
      corners.reduce((sum, corner, k) => sum + weights[k]! * value(corner), 0);
    const at = Math.min(pixels.width - 1, Math.floor(((x + 0.5) * pixels.width) / target.width));
    const line = Math.min(pixels.height - 1, Math.floor(((y + 0.5) * pixels.height) / target.height));
    const [r, g, b] = bytes(pixels.words[line * pixels.width + at]!);
    const inside = x >= columns.begin && x < columns.end && y >= rows.begin && y < rows.end;
    const detail = inside ? (2 * r + 5 * g + b) / 8 / 255 - enlarged((i) => guide[i]!) : 0;
    const rivals = new Set(window(u, v, radius, radius + 1).map((i) => ids[i]!));
    if (rivals.size === 1) return [...rivals][0]!;
    const q = range(0, classes - 1).map((id) =>
      rivals.has(id) ? enlarged((i) => p[i]![id]!) + enlarged((i) => slope(i, id)) * detail : -Infinity,
    );
    if (lead(q) < 1e-5) return null;
    return q.indexOf(Math.max(...q));
  });
}

/** Whether pixel `u` of `inputs` lies in cell `x` of `cells`. */
function covers(u: number, x: number, inputs: number, cells: number): boolean {
  const from = Math.floor((x * inputs) / cells);
  return u >= from && u < Math.max(from + 1, Math.floor(((x + 1) * inputs) / cells));
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
  ids = argmaxOf(scores),
): Uint8Array {
  const out = new Uint8Array(grid.target.width * grid.target.height).fill(77);
  const counts = new Uint32Array(256);
  stage.run(scores, ids, guide, grid, options, out, counts);
  const counted = new Uint32Array(256);
  for (const id of out) counted[id]! += 1;
  expect(counts).toEqual(counted);
  return out;
}

function expectNaive({ scores, at, target, options, ...rest }: Scene): void {
  const guide = guideOf(rest);
  const grid = bilinearGrid(scores, at, target);
  const ids = argmaxOf(scores);
  const labels = filtered(scores, guide, grid, options);
  naive(scores, ids, guide, grid, options).forEach((id, pixel) => {
    if (id === null) expect(labels[pixel]).toBeLessThan(scores.classes);
    // in a binary model's own terms the classes' q sum to 1, so that the larger one is above one half
    else expect(labels[pixel], `pixel ${pixel}`).toBe(id);
  });
}

/** Regions of a few pixels, as a model makes them, and not noise. */
const someRegions = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 7 }),
    classes: fc.constantFrom(2, 3, 5, 40, 70),
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

const someOptions = fc.record({
  radius: fc.integer({ min: 1, max: 4 }),
  epsilon: fc.constantFrom(1e-4, 1e-2, 1),
  gain: fc.constantFrom(undefined, 1, 2.5),
});

describe('the guided filter', () => {
  it('is what its formula says, at any size, wherever the frame lies', () => {
    const scene = someRegions.chain((scores) =>
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
      { numRuns: 150 },
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
