import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Calibration } from '../../../src/core/metrics/calibration.ts';

type Pixel = readonly [confidence: number, right: boolean];

/** By the definition: sort the pixels into bins, then compare means. */
function brute(pixels: readonly Pixel[], bins: number): number {
  let error = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const [from, to] = [bin / bins, (bin + 1) / bins];
    const own = pixels.filter(([c]) => (c > from || (bin === 0 && c === 0)) && c <= to);
    if (own.length === 0) continue;
    const confidence = own.reduce((sum, [c]) => sum + c, 0) / own.length;
    const accuracy = own.filter(([, right]) => right).length / own.length;
    error += (own.length / pixels.length) * Math.abs(accuracy - confidence);
  }
  return error;
}

function calibrationOf(pixels: readonly Pixel[], bins: number): Calibration {
  const calibration = new Calibration(bins);
  for (const [confidence, right] of pixels) calibration.add(confidence, right);
  return calibration;
}

describe('the expected calibration error', () => {
  it('is what comes out of sorting the pixels into bins', () => {
    // binary fractions, so that no two ways of dividing disagree on which side of an edge a pixel lies
    const pixel = fc.tuple(
      fc.integer({ min: 0, max: 64 }).map((n) => n / 64),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.array(pixel, { minLength: 1, maxLength: 100 }), fc.constantFrom(1, 4, 16), (pixels, bins) => {
        expect(calibrationOf(pixels, bins).error).toBeCloseTo(brute(pixels, bins), 10);
      }),
    );
  });

  it('is 0 for a model that is as sure as it is right, and half for one that is sure and right every second time', () => {
    const even: Pixel[] = [true, false].map((right) => [0.5, right]);
    expect(calibrationOf(even, 15).error).toBe(0);
    expect(
      calibrationOf(
        [...even].map(([, right]): Pixel => [1, right]),
        15,
      ).error,
    ).toBe(0.5);
    expect(new Calibration().error).toBe(0);
  });

  it('shows each bin', () => {
    const table = calibrationOf(
      [
        [0.9, true],
        [1, false],
        [0, false],
      ],
      2,
    ).table;
    expect(table).toEqual([
      { from: 0, to: 0.5, pixels: 1, confidence: 0, accuracy: 0 },
      { from: 0.5, to: 1, pixels: 2, confidence: 0.95, accuracy: 0.5 },
    ]);
  });
});
