import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centres, centresOf } from '../../../workers/stages/shares/centres.ts';
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

describe('centres', () => {
  it('say where a class lies from left to right, and nothing of one that does not occur', () => {
    const size = { width: 640, height: 360 };
    const labels = new Uint8Array(size.width * size.height);
    for (let y = 100; y < 200; y += 1) labels.fill(1, y * 640 + 400, y * 640 + 520);
    const found = centres(labels, size, 3);
    expect(found[1]).toBeCloseTo(460 / 640, 1.9);
    expect(found[0]).toBeCloseTo(0.49, 1.5);
    expect(found[2]).toBeNaN();
  });

  it('of a small map are what counting all of its pixels gives', () => {
    const labels = fc.uint8Array({ min: 0, max: 2, minLength: 35, maxLength: 35 });
    fc.assert(
      fc.property(labels, (map) => {
        const sums = new Uint32Array(256);
        map.forEach((id, at) => (sums[id]! += Math.floor(((at % 7) * 64) / 7)));
        expect(centres(map, { width: 7, height: 5 }, 3)).toEqual(centresOf(countsOf(map), sums, 3));
      }),
    );
  });
});
