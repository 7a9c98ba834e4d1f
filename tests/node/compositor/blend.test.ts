import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packPixel } from '../../../src/core/labels/palette.ts';
import { createBlend } from '../../../workers/compositor/blend.ts';
import { createArena } from '../../../workers/simd/arena.ts';
import { naiveBlend } from './naive-blend.ts';
import { randomly } from '../../fixtures/randomly.ts';

const scene = fc.record({
  width: fc.integer({ min: 1, max: 23 }),
  height: fc.integer({ min: 1, max: 7 }),
  opacity: fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  mirrored: fc.boolean(),
  split: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  resident: fc.boolean(),
  seed: fc.integer(),
});

const arena = createArena();

describe('a picture under its labels', () => {
  it('is the mean of both by opacity, byte for byte, opaque, beside the raw labels, wherever they lie in memory', () => {
    fc.assert(
      fc.property(scene, ({ width, height, opacity, mirrored, split, resident, seed }) => {
        const random = randomly(seed);
        const word = (): number => Math.floor(random() * 2 ** 32);
        // noise, or long runs of a class
        const spread = random() < 0.5 ? 256 : 1.1;
        const id = (): number => Math.floor(random() * spread);
        const count = width * height;
        const room = arena.room('words', 'labels');
        room.fit({ words: 4 * count, labels: count });
        const words = resident ? new Uint32Array(arena.buffer, room.at.words, count) : new Uint32Array(count);
        const labels = resident ? new Uint8Array(arena.buffer, room.at.labels, count) : new Uint8Array(count);
        words.set(Uint32Array.from(words, word));
        labels.set(Uint8Array.from(labels, id));
        const palette = Uint32Array.from({ length: 256 }, word);
        const raw = split === null ? null : Uint8Array.from(labels, id);
        const given = { size: { width, height }, words, labels, raw, palette, opacity, mirrored };
        const blending = { ...given, split: Math.round((split ?? 0) * width) };
        const drawn = createBlend(arena).run(blending);
        expect([...drawn]).toEqual(naiveBlend(palette, blending));
      }),
      { numRuns: 200 },
    );
  });

  it('is the picture itself at opacity 0 and the colour at 1, one after the other', () => {
    const words = Uint32Array.of(packPixel(255, 0, 3), packPixel(0, 255, 254));
    const palette = new Uint32Array(256).fill(packPixel(1, 254, 255));
    const blend = createBlend(createArena());
    const rest = { size: { width: 2, height: 1 }, words, labels: new Uint8Array(2), raw: null, split: 0 };
    const draw = (opacity: number, palette: Uint32Array): number[] => [
      ...blend.run({ ...rest, palette, opacity, mirrored: false }),
    ];
    expect(draw(0, palette)).toEqual([255, 0, 3, 255, 0, 255, 254, 255]);
    expect(draw(1, palette)).toEqual([1, 254, 255, 255, 1, 254, 255, 255]);
    // and in other colours
    expect(draw(1, palette.with(0, packPixel(9, 8, 7)))).toEqual([9, 8, 7, 255, 9, 8, 7, 255]);
  });
});

describe('a picture alone', () => {
  it.each([1, 3, 4, 9])('is copied, turned around and made opaque, %i wide', (width) => {
    const words = Uint32Array.from({ length: 2 * width }, (_, i) => 0x80010203 + 1000 * i);
    const blend = createBlend(createArena());
    const palette = new Uint32Array(256);
    const rest = { palette, size: { width, height: 2 }, words, labels: null, raw: null, split: 0, opacity: 0.5 };
    for (const mirrored of [false, true]) {
      expect([...blend.run({ ...rest, mirrored })]).toEqual(naiveBlend(palette, { ...rest, mirrored }));
    }
  });
});
