import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capped, within, place, rescale, type Size } from '../../../src/core/geometry/fit.ts';

const square = { width: 256, height: 256 };
const wide = { width: 640, height: 320 };
const tall = { width: 320, height: 640 };

const side = fc.integer({ min: 1, max: 5000 });
const size = fc.record({ width: side, height: side });

describe('a frame placed in a model’s input', () => {
  it('fills it when stretched, whatever its shape', () => {
    expect(place('stretch', wide, square)).toEqual({ x: 0, y: 0, width: 256, height: 256 });
  });

  it('lies between bars when letterboxed', () => {
    expect(place('letterbox', wide, square)).toEqual({ x: 0, y: 64, width: 256, height: 128 });
    expect(place('letterbox', tall, square)).toEqual({ x: 64, y: 0, width: 128, height: 256 });
  });

  it('reaches beyond it on both sides when it covers', () => {
    expect(place('cover', wide, square)).toEqual({ x: -128, y: 0, width: 512, height: 256 });
    expect(place('cover', tall, square)).toEqual({ x: 0, y: -128, width: 256, height: 512 });
  });

  it('is the same under every fit when the shapes agree', () => {
    const whole = { x: 0, y: 0, width: 256, height: 256 };
    for (const mode of ['stretch', 'letterbox', 'cover'] as const) {
      expect(place(mode, { width: 32, height: 32 }, square)).toEqual(whole);
    }
  });

  it('keeps its shape and its middle under letterbox and cover', () => {
    fc.assert(
      fc.property(fc.constantFrom('letterbox' as const, 'cover' as const), size, size, (mode, frame, input) => {
        const at = place(mode, frame, input);
        expect(at.width / at.height / (frame.width / frame.height)).toBeCloseTo(1, 9);
        expect(at.x + at.width / 2).toBeCloseTo(input.width / 2, 6);
        expect(at.y + at.height / 2).toBeCloseTo(input.height / 2, 6);
      }),
    );
  });

  it('lies inside when letterboxed, leaves nothing free when it covers, and touches two sides either way', () => {
    fc.assert(
      fc.property(size, size, (frame, input) => {
        const inside = place('letterbox', frame, input);
        const over = place('cover', frame, input);
        expect(Math.min(inside.x, inside.y)).toBeCloseTo(0, 6);
        expect(Math.max(over.x, over.y)).toBeCloseTo(0, 6);
        expect(Math.max(inside.width / input.width, inside.height / input.height)).toBeCloseTo(1, 9);
        expect(Math.min(over.width / input.width, over.height / input.height)).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('a placement in a grid of another size', () => {
  it('covers the same share of it', () => {
    const at = rescale(place('letterbox', wide, square), square, { width: 64, height: 32 });
    expect(at).toEqual({ x: 0, y: 8, width: 64, height: 16 });
  });

  it('comes back the same', () => {
    fc.assert(
      fc.property(size, size, size, (frame, from, to) => {
        const at = place('cover', frame, from);
        const back = rescale(rescale(at, from, to), to, from);
        for (const key of ['x', 'y', 'width', 'height'] as const) {
          expect(Math.abs(back[key] - at[key])).toBeLessThanOrEqual(1e-9 * (at.width + at.height));
        }
      }),
    );
  });
});

describe('a capped size', () => {
  const area = ({ width, height }: Size): number => width * height;

  it('is the size itself where that is small enough', () => {
    expect(capped({ width: 640, height: 480 }, 640 * 480)).toEqual({ width: 640, height: 480 });
  });

  it.each([
    [
      { width: 1920, height: 1080 },
      { width: 1280, height: 720 },
    ],
    [
      { width: 3840, height: 2160 },
      { width: 1280, height: 720 },
    ],
    [
      { width: 1080, height: 1920 },
      { width: 720, height: 1280 },
    ],
  ])('keeps the shape of %j', (given, expected) => {
    expect(capped(given, 1280 * 720)).toEqual(expected);
  });

  it('never has more pixels than allowed, grows in neither direction, and is never empty', () => {
    fc.assert(
      fc.property(size, fc.integer({ min: 1, max: 2_000_000 }), (given, pixels) => {
        const small = capped(given, pixels);
        expect(area(small)).toBeLessThanOrEqual(pixels);
        expect(small.width).toBeLessThanOrEqual(given.width);
        expect(small.height).toBeLessThanOrEqual(given.height);
        expect(Math.min(small.width, small.height)).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('gives away less than a row and a column', () => {
    fc.assert(
      fc.property(size, fc.integer({ min: 10_000, max: 2_000_000 }), (given, pixels) => {
        fc.pre(area(given) > pixels && Math.max(given.width / given.height, given.height / given.width) < 4);
        const small = capped(given, pixels);
        expect((small.width + 1) * (small.height + 1)).toBeGreaterThan(pixels);
      }),
    );
  });
});

describe('a longest side', () => {
  it('shrinks what is longer, in shape, and leaves the rest alone', () => {
    expect(within({ width: 9000, height: 450 }, 4500)).toEqual({ width: 4500, height: 225 });
    expect(within({ width: 9000, height: 1 }, 4500)).toEqual({ width: 4500, height: 1 });
    expect(within({ width: 640, height: 480 }, 4500)).toEqual({ width: 640, height: 480 });
  });
});
