import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packPixel } from '../../../src/shared/palette.ts';
import { blendLabels, copyPicture } from '../../../workers/compositor/blend.ts';
import { randomly } from '../stages/reference.ts';

const channels = (word: number): number[] => [0, 8, 16, 24].map((shift) => (word >>> shift) & 255);

const scene = fc.record({
  width: fc.integer({ min: 1, max: 9 }),
  height: fc.integer({ min: 1, max: 7 }),
  opacity: fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  mirrored: fc.boolean(),
  part: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
  seed: fc.integer(),
});

describe('a picture under its labels', () => {
  it('is the mean of both by opacity within a step, opaque, and only where it was asked for', () => {
    fc.assert(
      fc.property(scene, ({ width, height, opacity, mirrored, part, seed }) => {
        const random = randomly(seed);
        const word = (): number => Math.floor(random() * 2 ** 32);
        const words = Uint32Array.from({ length: width * height }, word);
        // noise, or long runs of a class
        const spread = random() < 0.5 ? 256 : 1.1;
        const labels = Uint8Array.from({ length: width * height }, () => Math.floor(random() * spread));
        const palette = Uint32Array.from({ length: 256 }, word);
        const [from, to] = part.map((each) => Math.round(each * width)).toSorted((a, b) => a - b) as [number, number];
        const out = new Uint32Array(width * height).fill(7);
        blendLabels(words, labels, palette, opacity, { size: { width, height }, from, to, mirrored }, out);
        out.forEach((drawn, i) => {
          const [x, y] = [i % width, Math.floor(i / width)];
          if (x < from || x >= to) {
            expect(drawn).toBe(7);
            return;
          }
          const at = y * width + (mirrored ? width - 1 - x : x);
          const [own, colour] = [channels(words[at]!), channels(palette[labels[at]!]!)];
          const result = channels(drawn);
          expect(result[3]).toBe(255);
          for (const k of [0, 1, 2]) {
            const exact = own[k]! + (colour[k]! - own[k]!) * opacity;
            // down, as 8 bits have it, and by the opacity's own rounding to 1/256
            expect(Math.abs(result[k]! - exact)).toBeLessThanOrEqual(1.5);
          }
        });
      }),
      { numRuns: 200 },
    );
  });

  it('is the picture itself at opacity 0 and the colour at 1', () => {
    const extent = { size: { width: 2, height: 1 }, from: 0, to: 2, mirrored: false };
    const words = Uint32Array.of(packPixel(255, 0, 3), packPixel(0, 255, 254));
    const palette = new Uint32Array(256).fill(packPixel(1, 254, 255));
    const out = new Uint32Array(2);
    blendLabels(words, new Uint8Array(2), palette, 0, extent, out);
    expect(out).toEqual(words);
    blendLabels(words, new Uint8Array(2), palette, 1, extent, out);
    expect([...out]).toEqual([palette[0], palette[0]]);
  });
});

describe('a picture alone', () => {
  it('is copied, turned around and made opaque', () => {
    const words = Uint32Array.of(0x00010203, 0x80112233, 0xff445566);
    const out = new Uint32Array(3);
    const extent = { size: { width: 3, height: 1 }, from: 0, to: 3 };
    copyPicture(words, { ...extent, mirrored: false }, out);
    expect([...out]).toEqual([0xff010203, 0xff112233, 0xff445566]);
    copyPicture(words, { ...extent, mirrored: true }, out);
    expect([...out]).toEqual([0xff445566, 0xff112233, 0xff010203]);
  });
});
