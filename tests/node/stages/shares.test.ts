import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shares } from '../../../workers/stages/shares/shares.ts';

const countsOf = (labels: Uint8Array): Uint32Array =>
  Uint32Array.from({ length: 256 }, (_, id) => labels.filter((each) => each === id).length);

describe('shares', () => {
  it('are what counting gives, and sum to 1', () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 0, max: 6, minLength: 1, maxLength: 99 }), (labels) => {
        const result = shares(countsOf(labels), 7);
        expect(result).toHaveLength(7);
        result.forEach((share, id) => {
          expect(share).toBeCloseTo(labels.filter((each) => each === id).length / labels.length, 6);
        });
        expect(result.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 6);
      }),
    );
  });

  it('are 0 for a class that does not occur, up to the highest id', () => {
    const result = shares(countsOf(Uint8Array.of(254, 254)), 255);
    expect(result[254]).toBe(1);
    expect(result.subarray(0, 254).every((share) => share === 0)).toBe(true);
  });
});
