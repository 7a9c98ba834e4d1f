import { describe, expect, it } from 'vitest';
import {
  decodeFloat16s,
  encodeFloat16s,
  fromFloat16,
  roundToFloat16,
  toFloat16,
} from '../../../src/core/labels/float16.ts';

describe('half precision', () => {
  it.each([
    [0x0000, 0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x7bff, 65504],
    [0x0001, 2 ** -24],
    [0x03ff, 1023 * 2 ** -24],
    [0x0400, 2 ** -14],
    [0x3555, 0.333251953125],
  ])('%i is %f', (half, value) => {
    expect(fromFloat16(half)).toBe(value);
    expect(toFloat16(value)).toBe(half);
  });

  it('brings every finite half back to itself', () => {
    const halves = Array.from({ length: 0x10000 }, (_, half) => half).filter((half) => ((half >> 10) & 0x1f) !== 0x1f);
    // -0 equals 0 and so comes back as its sign bit lost.
    const lost = halves.filter((half) => half !== 0x8000 && toFloat16(fromFloat16(half)) !== half);
    expect(lost).toEqual([]);
  });

  it.each([0.1, 65520, 1e-9, 2 ** -25])('refuses to round %f', (value) => {
    expect(toFloat16(value)).toBeUndefined();
  });

  it('rounds to the nearest half, to the even one between two, and brings every half back to itself', () => {
    for (let half = 0; half < 0x7c00; half += 1) expect(roundToFloat16(fromFloat16(half))).toBe(half);
    for (const half of [0x0001, 0x03ff, 0x0400, 0x2e66, 0x3bff, 0x7bfe]) {
      const [low, high] = [fromFloat16(half), fromFloat16(half + 1)];
      expect(roundToFloat16(low * 0.51 + high * 0.49)).toBe(half);
      expect(roundToFloat16(low * 0.49 + high * 0.51)).toBe(half + 1);
      expect(roundToFloat16((low + high) / 2) % 2).toBe(0);
      expect(roundToFloat16(-low)).toBe(0x8000 | half);
    }
    expect([65_519, 65_520, -1e9].map(roundToFloat16)).toEqual([0x7bff, 0x7c00, 0xfc00]);
    expect(fromFloat16(roundToFloat16(NaN))).toBeNaN();
  });

  it('stores constants only where no value loses anything', () => {
    expect(encodeFloat16s(Float32Array.of(1, 0.1))).toBeUndefined();
    const halves = encodeFloat16s(Float32Array.of(1, -0.5, 0.25));
    expect(decodeFloat16s(halves ?? new Uint8Array())).toEqual(Float32Array.of(1, -0.5, 0.25));
  });
});
