import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOn } from '../../../src/core/geometry/fit.ts';
import { packPixel } from '../../../src/core/labels/palette.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { createStageRun } from '../../../workers/pipeline/cpu/stage-run.ts';
import { STAGES } from '../../../workers/pipeline/stages.ts';
import { createArena } from '../../../workers/simd/arena.ts';
import { meanColours } from '../../../workers/stages/crf/colours.ts';
import { createCrf } from '../../../workers/stages/crf/crf.ts';
import type { Settings } from '../../../workers/stages/crf/window.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { naiveArgmax, naiveProbabilities, scoresOf, someScores } from './reference.ts';
import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';

const noise = (width: number, height: number, seed: number) => {
  const random = randomly(seed);
  const words = Uint32Array.from({ length: width * height }, () => random() * 2 ** 32);
  return { width, height, words };
};

const whole = ({ width, height }: Scores) => ({ x: 0, y: 0, width, height });

/** One pixel after the other, over every pair of pixels, as the formula has it. */
function naiveField(scores: Scores, colours: Float32Array, options: Settings): number[][] {
  const { width, height } = scores;
  const p = Array.from({ length: width * height }, (_, i) =>
    naiveProbabilities(scores, i).map((each) => Math.max(0, Math.min(1, each))),
  );
  const apart = (i: number, j: number): [number, number] => [
    (i % width) - (j % width),
    Math.floor(i / width) - Math.floor(j / width),
  ];
  const around = (i: number): number[] =>
    p.flatMap((_, j) => (Math.max(...apart(i, j).map(Math.abs)) <= options.radius ? [j] : []));
  const contested = p.map((_, i) => new Set(around(i).map((j) => naiveArgmax(p[j]!))).size > 1);
  let q = p;
  for (let step = 0; step < options.iterations; step += 1) {
    q = q.map((own, i) => {
      if (!contested[i]) return own;
      const others = around(i).filter((j) => j !== i);
      const far = others.map((j) => apart(i, j).reduce((sum, each) => sum + each * each, 0));
      const alike = others.map((j, n) => {
        const colour = [0, 1, 2].reduce((sum, c) => sum + (colours[3 * i + c]! - colours[3 * j + c]!) ** 2, 0);
        return Math.exp(-far[n]! / 4.5 - colour / (2 * options.contrast ** 2));
      });
      const smooth = far.map((each) => Math.exp(-each / 2));
      const mean = (weights: number[], c: number): number => {
        const all = weights.reduce((sum, each) => sum + each, 1e-9);
        return weights.reduce((sum, each, n) => sum + each * q[others[n]!]![c]!, 0) / all;
      };
      const raised = own.map(
        (_, c) =>
          Math.max(1e-6, p[i]![c]!) *
          Math.exp(options.appearance * mean(alike, c) + options.smoothness * mean(smooth, c)),
      );
      const sum = raised.reduce((a, b) => a + b, 0);
      return raised.map((each) => each / sum);
    });
  }
  return q;
}

const someOptions = fc.record({
  iterations: fc.integer({ min: 1, max: 5 }),
  radius: fc.integer({ min: 1, max: 4 }),
  appearance: fc.double({ min: 0, max: 10, noNaN: true }),
  contrast: fc.double({ min: 0.05, max: 1, noNaN: true }),
  smoothness: fc.double({ min: 0, max: 10, noNaN: true }),
});

describe('a conditional random field', () => {
  it('is the mean field of its formula, of scores of every kind', () => {
    fc.assert(
      fc.property(someScores, someOptions, fc.integer(), (scores, options, seed) => {
        const given = scores.data.slice();
        const picture = noise(23, 17, seed);
        const placement = whole(scores);
        const colours = new Float32Array(3 * scores.width * scores.height);
        meanColours(picture, placement, scores, colours);
        const expected = naiveField(scores, colours, options);
        const found = createCrf().run(scores, picture, placement, options);
        expected.forEach((row, i) => {
          naiveProbabilities(found, i).forEach((each, c) => expect(each).toBeCloseTo(row[c]!, 3));
        });
        expect(scores.data).toEqual(given);
      }),
      { numRuns: 60 },
    );
  });

  it('moves an edge of the labels onto that of the picture', () => {
    // the picture changes at column 8, and the model's classes at column 7
    const size = { width: 16, height: 9 };
    const options = { ...size, classes: 3, kind: 'logits' as const, interleaved: false };
    const scores = scoresOf(options, (pixel, id) => (id === (pixel % 16 < 7 ? 0 : 1) ? 1 : 0));
    const words = Uint32Array.from({ length: 64 * 36 }, (_, i) =>
      i % 64 < 32 ? packPixel(40, 60, 40) : packPixel(90, 60, 40),
    );
    const frame = { width: 64, height: 36 };
    const label = (refine: object): Uint8Array => {
      const placement = whole(scores);
      const labels = new Uint8Array(64 * 36);
      const work = { scores, ids: new Uint8Array(16 * 9), keep: null, luma: new Float32Array(), input: size };
      const rest = { pixels: { ...frame, words }, placement, grid: bilinearGrid(size, placement, frame), labels };
      const stages = createStageRun(STAGES, createArena());
      stages.run({ ...work, ...rest, counts: new Uint32Array(256) }, refine, false, () => undefined);
      return labels;
    };
    const first = (labels: Uint8Array): number => labels.subarray(18 * 64, 19 * 64).indexOf(1);
    expect(first(label({}))).toBe(28);
    expect(first(label({ crf: { iterations: 5 } }))).toBeGreaterThan(30);
    expect(first(label({ crf: { iterations: 5, appearance: 0 } }))).toBe(28);
  });

  it('takes the picture’s colours where it lies in the grid', () => {
    const frame = {
      width: 8,
      height: 4,
      words: Uint32Array.from({ length: 32 }, (_, i) => packPixel(i % 8 < 4 ? 0 : 255, 51, 0)),
    };
    const grid = { width: 4, height: 4 };
    const colours = new Float32Array(48);
    meanColours(frame, placeOn({ ...grid, fit: { mode: 'letterbox' } }, frame, grid), grid, colours);
    const red = Array.from({ length: 16 }, (_, i) => colours[3 * i]!);
    expect(red).toEqual([0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1]);
    expect(colours[1]).toBeCloseTo(0.2, 6);
  });
});
