import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axis, bilinearGrid, type Axis } from '../../../src/core/geometry/bilinear.ts';
import { place } from '../../../src/core/geometry/fit.ts';

/** Where each target pixel's centre falls in the source, in source pixel indices. */
const positions = ({ low, weight }: Axis): number[] => Array.from(low, (index, i) => index + (weight[i] ?? NaN));

describe('a bilinear axis', () => {
  it('puts pixel centres at half units, as OpenCV and ONNX do', () => {
    expect(positions(axis(4, 0, 2, 2))).toEqual([0, 0.25, 0.75, 1]);
    expect(positions(axis(2, 0, 4, 4))).toEqual([0.5, 2.5]);
    expect(positions(axis(1, 0, 5, 5))).toEqual([2]);
  });

  it('leaves a grid of the same size alone', () => {
    const { low, weight } = axis(7, 0, 7, 7);
    expect(Array.from(low)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(Array.from(weight)).toEqual(Array(7).fill(0));
  });

  it('repeats the border pixel outside', () => {
    const { low, high, weight } = axis(6, -2, 6, 2);
    const values = [10, 20];
    const sampled = Array.from(
      low,
      (l, i) => (values[l] ?? NaN) * (1 - weight[i]!) + (values[high[i]!] ?? NaN) * weight[i]!,
    );
    expect(sampled).toEqual([10, 10, 10, 20, 20, 20]);
  });

  it('is its own mirror image', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (targets, sources) => {
        const there = positions(axis(targets, 0, sources, sources));
        there.forEach((at, i) => expect(at + there[targets - 1 - i]!).toBeCloseTo(sources - 1, 4));
      }),
    );
  });

  it('names two neighbours inside the source and a weight from 0 to 1, wherever the target lies', () => {
    const somewhere = fc.double({ min: -50, max: 50, noNaN: true });
    const extent = fc.double({ min: 0.1, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        somewhere,
        extent,
        fc.integer({ min: 60, max: 90 }),
        (n, start, length, m) => {
          const { low, high, weight } = axis(n, start, length, m);
          for (let i = 0; i < n; i += 1) {
            expect(low[i]!).toBeGreaterThanOrEqual(0);
            expect(high[i]!).toBeLessThan(m);
            expect([0, 1]).toContain(high[i]! - low[i]!);
            expect(weight[i]!).toBeGreaterThanOrEqual(0);
            expect(weight[i]!).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });

  it('does not touch a pixel that only floating point reaches', () => {
    const { low, high } = axis(600, 28 - 1e-14, 168 + 2e-14, 224);
    expect([Math.min(...low), Math.max(...high)]).toEqual([28, 195]);
    expect(Math.max(...axis(600, 28, 168 + 3e-14, 224).high)).toBe(195);
  });

  it('looks at pixels that the target touches, or only at those whose centre it covers', () => {
    const reach = (inside: 'touched' | 'centred'): number[] => {
      const { low, high } = axis(90, 2.75, 4.5, 12, inside);
      return [Math.min(...low), Math.max(...high)];
    };
    expect(reach('touched')).toEqual([2, 7]);
    expect(reach('centred')).toEqual([3, 6]);
  });

  it('moves forward only', () => {
    const at = positions(axis(50, 3.3, 11.7, 20));
    expect(at).toEqual(at.toSorted((a, b) => a - b));
  });
});

describe('a letterboxed frame resampled from the model’s grid', () => {
  it.each([
    [{ width: 640, height: 360 }, { width: 256, height: 256 }, [56, 199]],
    [{ width: 1920, height: 1080 }, { width: 512, height: 512 }, [112, 399]],
    // 27.999999999999986 in floating point
    [{ width: 800, height: 600 }, { width: 224, height: 224 }, [28, 195]],
  ])('of %j never looks at the bars of %j', (frame, input, rows) => {
    const { y } = bilinearGrid(input, place('letterbox', frame, input), frame);
    expect([Math.min(...y.low), Math.max(...y.high)]).toEqual(rows);
  });

  it('stays within the pixels that it touches', () => {
    const side = fc.integer({ min: 2, max: 300 });
    const size = fc.record({ width: side, height: side });
    fc.assert(
      fc.property(size, size, (frame, input) => {
        const at = place('letterbox', frame, input);
        const { x, y } = bilinearGrid(input, at, frame);
        expect(Math.min(...x.low)).toBeGreaterThanOrEqual(Math.floor(at.x));
        expect(Math.max(...x.high)).toBeLessThan(at.x + at.width + 1e-6);
        expect(Math.min(...y.low)).toBeGreaterThanOrEqual(Math.floor(at.y));
        expect(Math.max(...y.high)).toBeLessThan(at.y + at.height + 1e-6);
      }),
    );
  });
});

describe('a frame that covers the model’s grid', () => {
  it('repeats the border where the model saw nothing', () => {
    const frame = { width: 8, height: 4 };
    const input = { width: 4, height: 4 };
    const { x, y } = bilinearGrid(input, place('cover', frame, input), frame);
    expect(positions(x)).toEqual([0, 0, 0, 1, 2, 3, 3, 3]);
    expect(positions(y)).toEqual([0, 1, 2, 3]);
  });
});
