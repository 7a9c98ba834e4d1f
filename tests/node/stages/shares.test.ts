import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shares } from '../../../workers/stages/shares/shares.ts';

describe('shares', () => {
  it('are what counting gives, and sum to 1, at odd and even lengths', () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 0, max: 6, minLength: 1, maxLength: 99 }), (labels) => {
        const result = shares(labels, 7);
        expect(result).toHaveLength(7);
        result.forEach((share, id) => {
          expect(share).toBeCloseTo(labels.filter((each) => each === id).length / labels.length, 6);
        });
        expect(result.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 6);
      }),
    );
  });

  it('count the last pixel of an odd number', () => {
    expect([...shares(Uint8Array.of(0, 0, 0, 0, 1), 2)]).toEqual([Math.fround(0.8), Math.fround(0.2)]);
    expect([...shares(Uint8Array.of(1), 2)]).toEqual([0, 1]);
  });

  it('are 0 for a class that does not occur, up to the highest id', () => {
    const result = shares(Uint8Array.of(254, 254), 255);
    expect(result[254]).toBe(1);
    expect(result.subarray(0, 254).every((share) => share === 0)).toBe(true);
  });
});
