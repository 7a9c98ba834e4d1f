import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import { place, rescale, type Placement, type Size } from '../../../src/core/geometry/fit.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { argmax } from '../../../workers/stages/argmax/argmax.ts';
import { createSmallRegions } from '../../../workers/stages/small-regions/small-regions.ts';
import { createUpsample } from '../../../workers/stages/upsample/upsample.ts';
import {
  lead,
  naiveArgmax,
  naiveResampled,
  randomScores,
  scoresOf,
  someScores,
  somePlacement,
  someSize,
} from './reference.ts';

function labelsOf(scores: Scores): Uint8Array {
  const ids = new Uint8Array(scores.width * scores.height);
  argmax(scores, ids);
  return ids;
}

// one stage for all: nothing may be left of the picture before
const stage = createUpsample();

function upsampled(scores: Scores, at: Placement, target: Size): Uint8Array {
  const out = new Uint8Array(target.width * target.height).fill(77);
  const counts = new Uint32Array(256);
  stage.run(scores, labelsOf(scores), bilinearGrid(scores, at, target), out, counts);
  const counted = new Uint32Array(256);
  for (const id of out) counted[id]! += 1;
  expect(counts).toEqual(counted);
  return out;
}

const whole = ({ width, height }: Size): Placement => ({ x: 0, y: 0, width, height });

function expectNaive(scores: Scores, at: Placement, target: Size): void {
  const labels = upsampled(scores, at, target);
  naiveResampled(scores, at, target).forEach((probabilities, pixel) => {
    if (lead(probabilities) > 1e-6) expect(labels[pixel], `pixel ${pixel}`).toBe(naiveArgmax(probabilities));
    else expect(labels[pixel]).toBeLessThan(scores.classes);
  });
}

describe('a label map at another size', () => {
  it('is the argmax of the resampled probabilities, larger or smaller, wherever the frame lies', () => {
    const scene = someScores.chain((scores) => fc.tuple(fc.constant(scores), somePlacement(scores), someSize));
    fc.assert(
      fc.property(scene, ([scores, at, target]) => {
        expectNaive(scores, at, target);
      }),
      { numRuns: 150 },
    );
  });

  it('of ids that are certain is that of a plane a class, as small regions are', () => {
    const { width, height } = { width: 9, height: 7 };
    const data = Float32Array.from({ length: width * height }, (_, i) => (i * i + (i >> 2)) % 5);
    const planes = new Float32Array(5 * data.length);
    data.forEach((id, i) => (planes[id * data.length + i] = 1));
    const shape = { width, height, classes: 5, pixelStride: 1 };
    const dense: Scores = { ...shape, kind: 'probabilities', data: planes, classStride: data.length };
    const certain: Scores = { ...shape, kind: 'ids', data: data.slice(), classStride: 0 };
    for (const target of [
      { width: 9, height: 7 },
      { width: 31, height: 20 },
      { width: 4, height: 3 },
    ]) {
      expect(upsampled(certain, whole(certain), target)).toEqual(upsampled(dense, whole(dense), target));
    }
    const [one, other] = [labelsOf(certain), labelsOf(dense)];
    createSmallRegions().run(dense, other, 3);
    const regions = createSmallRegions();
    regions.run(certain, one, 3);
    expect(one).toEqual(other);
    expect([...certain.data]).toEqual([...one]);
    regions.undo(certain);
    expect(certain.data).toEqual(data);
  });

  it.each(['stretch', 'letterbox', 'cover'] as const)('follows the frame under %s', (mode) => {
    const scores = randomScores({ width: 8, height: 8, classes: 4, kind: 'logits', interleaved: false }, 3);
    const frame = { width: 30, height: 20 };
    const input = { width: 32, height: 32 };
    expectNaive(scores, rescale(place(mode, frame, input), input, scores), frame);
  });

  it('is the same map at the same size', () => {
    fc.assert(
      fc.property(someScores, (scores) => {
        expect(upsampled(scores, whole(scores), scores)).toEqual(labelsOf(scores));
      }),
    );
  });

  it('lets the surer side push the edge', () => {
    const two = { width: 2, height: 1, classes: 2, kind: 'binary', interleaved: false } as const;
    // it crosses one half at 0.1 + 0.9 t = 0.5: 44 % of the way from the first centre to the second
    const scores = scoresOf(two, (pixel) => [0.1, 1][pixel]!);
    expect([...upsampled(scores, whole(scores), { width: 20, height: 1 })].indexOf(1)).toBe(9);
    const even = scoresOf(two, (pixel) => [0, 1][pixel]!);
    expect([...upsampled(even, whole(even), { width: 20, height: 1 })].indexOf(1)).toBe(10);
  });

  it('may show a class that is on top at none of the neighbours', () => {
    const two = { width: 2, height: 1, classes: 3, kind: 'probabilities', interleaved: true } as const;
    const rows = [
      [0.55, 0.45, 0],
      [0, 0.45, 0.55],
    ];
    const scores = scoresOf(two, (pixel, id) => rows[pixel]![id]!);
    expect([...upsampled(scores, whole(scores), { width: 3, height: 1 })]).toEqual([0, 1, 2]);
  });

  it('labels every pixel even where the model says NaN', () => {
    const scores = scoresOf({ width: 2, height: 1, classes: 3, kind: 'logits', interleaved: false }, (pixel, id) =>
      pixel === 0 ? NaN : id,
    );
    const labels = [...upsampled(scores, whole(scores), { width: 8, height: 2 })];
    expect(labels.every((id) => id < 3)).toBe(true);
    expect(labels.at(-1)).toBe(2);
  });
});
