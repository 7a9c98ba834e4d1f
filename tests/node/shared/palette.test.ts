import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classPalette, packPixel, parseColour, perceptualRamp } from '../../../src/core/labels/palette.ts';

/** The bytes of a word as a canvas reads them: R, G, B, A. */
const bytesOf = (word: number): number[] => [...new Uint8Array(Uint32Array.of(word).buffer)];

/** Relative luminance after WCAG 2, 0 to 1. */
function luminance(word: number): number {
  const [r = 0, g = 0, b = 0] = bytesOf(word).map((byte) => {
    const c = byte / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const byte = fc.integer({ min: 0, max: 255 });

describe('a pixel word', () => {
  it('lies in memory as red, green, blue, alpha', () => {
    fc.assert(
      fc.property(byte, byte, byte, byte, (r, g, b, a) => {
        expect(bytesOf(packPixel(r, g, b, a))).toEqual([r, g, b, a]);
      }),
    );
  });

  it('is opaque unless told otherwise, and never negative', () => {
    expect(packPixel(0, 0, 0)).toBe(0xff000000);
  });
});

describe('a colour', () => {
  it('is read as its three channels', () => {
    expect(parseColour('#2ec4ff')).toEqual([0x2e, 0xc4, 0xff]);
    expect(parseColour('#2EC4FF')).toEqual(parseColour('#2ec4ff'));
    expect(parseColour('#00000a')).toEqual([0, 0, 10]);
  });
});

describe('a class palette', () => {
  const palette = classPalette([{ colour: '#ff0000' }, { colour: '#00ff00' }]);

  it('has a class’s colour at its id', () => {
    expect(bytesOf(palette[0]!)).toEqual([255, 0, 0, 255]);
    expect(bytesOf(palette[1]!)).toEqual([0, 255, 0, 255]);
  });

  it('shows an id without a class in magenta', () => {
    expect(palette).toHaveLength(256);
    expect(bytesOf(palette[2]!)).toEqual([255, 0, 255, 255]);
    expect(palette[255]).toBe(palette[2]);
  });
});

describe('the ramp', () => {
  const ramp = perceptualRamp();

  it('has an opaque colour for each of 256 steps, from dark violet to yellow', () => {
    expect(ramp).toHaveLength(256);
    expect(bytesOf(ramp[0]!)).toEqual([...parseColour('#2b0a4d'), 255]);
    expect(bytesOf(ramp[255]!)).toEqual([...parseColour('#f4e61f'), 255]);
    expect(ramp.every((word) => word >>> 24 === 255)).toBe(true);
  });

  it('gets brighter all the way, so that it reads without colour', () => {
    const steps = Array.from(ramp, luminance);
    // from one step to the next, rounding to 8 bits may keep the brightness or take a little of it
    steps.slice(1).forEach((now, i) => expect(now, `step ${i + 1}`).toBeGreaterThan(steps[i]! - 0.001));
    steps.slice(3).forEach((now, i) => expect(now, `step ${i + 3}`).toBeGreaterThan(steps[i]!));
  });

  it('gets lighter evenly to the eye', () => {
    // CIE L* of relative luminance
    const lightness = Array.from(ramp, (word) => 116 * Math.cbrt(luminance(word)) - 16);
    const rise = (lightness[255]! - lightness[0]!) / 255;
    lightness.forEach((each, i) => expect(Math.abs(each - lightness[0]! - i * rise), `step ${i}`).toBeLessThan(6));
  });
});
