import { describe, expect, it } from 'vitest';
import { toOklch } from '../../../src/core/instances/oklch.ts';
import { SHADES, shadeOf, shadesOf } from '../../../src/core/instances/shade.ts';
import { packPixel, parseColour } from '../../../src/core/labels/palette.ts';

const CAR = '#2ec4ff';
const lightness = (colour: string): number => toOklch(parseColour(colour)).lightness;
const hue = (colour: string): number => toOklch(parseColour(colour)).hue;

describe('a thing’s shade', () => {
  it('is told from that of the track before and the one after by lightness alone', () => {
    for (const colour of [CAR, '#ff7a3d', '#8a2be2', '#20242c', '#ffffff']) {
      for (let track = 1; track <= 2 * SHADES; track += 1) {
        const apart = Math.abs(lightness(shadeOf(colour, track)) - lightness(shadeOf(colour, track + 1)));
        expect(apart, `${colour} ${track}`).toBeGreaterThan(0.15);
      }
    }
  });

  it('keeps about the hue of its class', () => {
    for (let track = 1; track <= SHADES; track += 1) {
      expect(Math.abs(hue(shadeOf(CAR, track)) - hue(CAR))).toBeLessThan(20);
    }
  });

  it('is one of sixteen, each another one', () => {
    const shades = Array.from({ length: SHADES }, (_, track) => shadeOf(CAR, track));
    expect(new Set(shades).size).toBe(SHADES);
    expect(shadeOf(CAR, SHADES + 3)).toBe(shades[3]);
    expect(shadesOf([{ colour: '#000000' }, { colour: CAR }])[SHADES + 3]).toBe(packPixel(...parseColour(shades[3]!)));
  });
});
