import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packPixel } from '../../../src/core/labels/palette.ts';
import { paintSoft } from '../../../workers/compositor/soft-edges.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { meanAround } from './naive-blend.ts';

const scene = fc.record({
  width: fc.integer({ min: 1, max: 23 }),
  height: fc.integer({ min: 1, max: 7 }),
  wide: fc.boolean(),
  seed: fc.integer(),
});

describe('a label map with soft edges', () => {
  it('has the mean colour of what is around a pixel, by opacity, whatever lies there', () => {
    fc.assert(
      fc.property(scene, ({ width, height, wide, seed }) => {
        const random = randomly(seed);
        const size = { width, height };
        // noise, or long runs of a value
        const spread = random() < 0.5 ? 256 : 1.1;
        const labels = new (wide ? Uint16Array : Uint8Array)(width * height).map(() => Math.floor(random() * spread));
        const palette = Uint32Array.from({ length: 256 }, () => Math.floor(random() * 2 ** 32));
        const byte = (near: number, channel: number): number => (palette[labels[near]!]! >>> (8 * channel)) & 255;
        const out = new Uint32Array(width * height);
        paintSoft(labels, size, palette, out);
        out.forEach((word, at) => {
          const alpha = meanAround(size, at, (near) => byte(near, 3));
          // what is clear has no colour
          if (alpha === 0) return expect(word >>> 24).toBe(0);
          const expected = [0, 1, 2].map((channel) => {
            const sum = meanAround(size, at, (near) => byte(near, channel) * byte(near, 3));
            return Math.floor(sum / alpha + 0.5);
          });
          return expect(word).toBe(packed([...expected, Math.floor(alpha + 0.5)]));
        });
      }),
      { numRuns: 200 },
    );
  });

  it('leaves what is all of one class as it is, and takes no colour from what has none', () => {
    const palette = Uint32Array.of(packPixel(200, 100, 50), 0x00ffffff);
    const out = new Uint32Array(12);
    paintSoft(Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1), { width: 4, height: 3 }, palette, out);
    expect(Array.from(out.slice(0, 2))).toEqual([palette[0], palette[0]]);
    expect(out[2]).toBe(packed([200, 100, 50, 191]));
    expect(out[3]).toBe(packed([200, 100, 50, 64]));
  });
});

function packed([red = 0, green = 0, blue = 0, alpha = 0]: number[]): number {
  return (red | (green << 8) | (blue << 16) | (alpha << 24)) >>> 0;
}
