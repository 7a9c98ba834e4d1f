import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Placement, Size } from '../../../src/core/geometry/fit.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { argmax } from '../../../workers/stages/argmax/argmax.ts';
import { confidence, entropy, resampleConfidence } from '../../../workers/stages/confidence/confidence.ts';
import { createUpsample } from '../../../workers/stages/upsample/upsample.ts';
import {
  lead,
  naiveArgmax,
  naiveEntropy,
  naiveProbabilities,
  naiveResampled,
  scoresOf,
  someScores,
  somePlacement,
  someSize,
} from './reference.ts';

interface Maps {
  readonly confidence: Float32Array;
  readonly entropy: Float32Array;
  readonly probabilities: Float32Array;
}

function mapsOf(scores: Scores, at: Placement, target: Size): Maps {
  const pixels = target.width * target.height;
  const maps = {
    confidence: new Float32Array(pixels),
    entropy: new Float32Array(pixels),
    probabilities: new Float32Array(pixels * scores.classes),
  };
  resampleConfidence(scores, bilinearGrid(scores, at, target), maps);
  return maps;
}

/** The probabilities at one pixel of the planes. */
function pixelOf({ probabilities, confidence: { length } }: Maps, pixel: number): number[] {
  return Array.from({ length: probabilities.length / length }, (_, id) => probabilities[id * length + pixel]!);
}

const scene = someScores.chain((scores) => fc.tuple(fc.constant(scores), somePlacement(scores), someSize));

function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => expect(Math.abs(actual[i]! - value), `value ${i}`).toBeLessThanOrEqual(tolerance));
}

describe('resampled probabilities', () => {
  it('are the bilinear mean of the model’s, with their maximum and their entropy', () => {
    fc.assert(
      fc.property(scene, ([scores, at, target]) => {
        const maps = mapsOf(scores, at, target);
        naiveResampled(scores, at, target).forEach((expected, pixel) => {
          expectClose(pixelOf(maps, pixel), expected, 1e-6);
          expect(maps.confidence[pixel]!).toBeCloseTo(Math.max(...expected), 5);
          expect(maps.entropy[pixel]!).toBeCloseTo(naiveEntropy(expected), 5);
        });
      }),
    );
  });

  it('sum to 1 at each pixel', () => {
    fc.assert(
      fc.property(scene, ([scores, at, target]) => {
        const maps = mapsOf(scores, at, target);
        maps.confidence.forEach((_, pixel) => {
          expect(pixelOf(maps, pixel).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
        });
      }),
    );
  });

  it('are highest for the class that the label map shows', () => {
    fc.assert(
      fc.property(scene, ([scores, at, target]) => {
        const ids = new Uint8Array(scores.width * scores.height);
        const labels = new Uint8Array(target.width * target.height);
        argmax(scores, ids);
        createUpsample().run(scores, ids, bilinearGrid(scores, at, target), labels, new Uint32Array(256));
        const maps = mapsOf(scores, at, target);
        labels.forEach((label, pixel) => {
          const probabilities = pixelOf(maps, pixel);
          if (lead(probabilities) > 1e-6) expect(label).toBe(naiveArgmax(probabilities));
        });
      }),
    );
  });

  it('write only the maps that were asked for', () => {
    const scores = scoresOf({ width: 1, height: 1, classes: 2, kind: 'binary', interleaved: false }, () => 0.75);
    const only = new Float32Array(4);
    const target = { width: 2, height: 2 };
    resampleConfidence(scores, bilinearGrid(scores, { x: 0, y: 0, width: 1, height: 1 }, target), { confidence: only });
    expect([...only]).toEqual([0.75, 0.75, 0.75, 0.75]);
  });
});

describe('entropy', () => {
  const ofRow = (row: readonly number[], kind: Scores['kind'] = 'probabilities'): number => {
    const out = new Float32Array(1);
    const options = { width: 1, height: 1, classes: row.length, kind, interleaved: true };
    entropy(
      scoresOf(options, (_, id) => row[id]!),
      out,
    );
    return out[0]!;
  };

  it.each([2, 3, 11, 30])('is 1 where %i classes are equally likely', (classes) => {
    expect(ofRow(Array<number>(classes).fill(0), 'logits')).toBeCloseTo(1, 6);
    expect(ofRow(Array<number>(classes).fill(1 / classes))).toBeCloseTo(1, 6);
  });

  it('is 0 where one class is certain', () => {
    expect(ofRow([0, 1, 0])).toBe(0);
    expect(ofRow([-1e4, 1e4], 'logits')).toBe(0);
  });

  it('is 1 bit of the 2 that four classes could have, when two are equally likely', () => {
    expect(ofRow([0.5, 0, 0.5, 0])).toBeCloseTo(0.5, 6);
  });

  it('lies from 0 to 1, and so does confidence, which is never below an equal share', () => {
    fc.assert(
      fc.property(scene, ([scores, at, target]) => {
        const maps = mapsOf(scores, at, target);
        maps.entropy.forEach((each, pixel) => {
          expect(each).toBeGreaterThanOrEqual(0);
          expect(each).toBeLessThanOrEqual(1);
          expect(maps.confidence[pixel]!).toBeGreaterThanOrEqual(1 / scores.classes - 1e-6);
          expect(maps.confidence[pixel]!).toBeLessThanOrEqual(1 + 1e-6);
        });
      }),
    );
  });

  it('stays at 0 where a model’s probability is a rounding error above 1', () => {
    expect(ofRow([1.0000001, 0])).toBeGreaterThanOrEqual(0);
  });
});

describe('confidence and entropy at the scores’ own size', () => {
  it('are those of each pixel', () => {
    fc.assert(
      fc.property(someScores, (scores) => {
        const pixels = scores.width * scores.height;
        const [sure, unsure] = [new Float32Array(pixels), new Float32Array(pixels)];
        confidence(scores, sure);
        entropy(scores, unsure);
        const rows = Array.from({ length: pixels }, (_, pixel) => naiveProbabilities(scores, pixel));
        expectClose(
          sure,
          rows.map((row) => Math.max(...row)),
          1e-6,
        );
        expectClose(unsure, rows.map(naiveEntropy), 1e-5);
      }),
    );
  });
});
