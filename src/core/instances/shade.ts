import { packPixel, parseColour } from '../labels/palette.ts';
import { fromOklch, toOklch } from './oklch.ts';

/** So many shades of a class there are; a thing of the track n has the one with the number n modulo this. */
export const SHADES = 16;

/**
 * Steps of lightness, in an order in which neighbours are at least three steps apart: tracks that begin one after the other are told
 * apart by lightness alone, which colour blindness leaves.
 */
const ORDER = [4, 1, 6, 3, 0, 5, 2, 7] as const;
const DARKEST = 0.38;
/** So that the lightest still has a colour: a pale one over a picture looks as if nothing lay over it. */
const STEP = 0.063;
/** What the second half of the shades is turned by in hue, degrees: too little to look like another class. */
const TURN = 14;

/** A thing's own colour: its class's hue in a lightness that its track decides. @param colour,returns `#rrggbb` */
export function shadeOf(colour: string, track: number): string {
  const number = track % SHADES;
  const { chroma, hue } = toOklch(parseColour(colour));
  const second = number >= ORDER.length;
  const lightness = DARKEST + STEP * (ORDER[number % ORDER.length]! + (second ? 0.5 : 0));
  const [r, g, b] = fromOklch({ lightness, chroma, hue: second ? hue + TURN : hue });
  return `#${((1 << 24) | (r << 16) | (g << 8) | b).toString(16).slice(1)}`;
}

/** A pixel word for each shade of each class: that of a track is at `classId * SHADES + track % SHADES`. */
export function shadesOf(classes: readonly { readonly colour: string }[]): Uint32Array {
  const words = new Uint32Array(classes.length * SHADES);
  classes.forEach(({ colour }, id) => {
    for (let track = 0; track < SHADES; track += 1) {
      words[id * SHADES + track] = packPixel(...parseColour(shadeOf(colour, track)));
    }
  });
  return words;
}
