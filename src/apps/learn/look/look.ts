import type { ModelClass } from '../../../core/manifest/manifest.ts';
import { classPalette } from '../../../core/labels/palette.ts';

/** What can be laid over a picture. A pixel is a word, as a canvas stores it. */

const OPAQUE = 0xff_00_00_00;
/** Pixels of a chequered nothing. */
const CHEQUER = { light: 0xff_5a_56_54, dark: 0xff_46_42_40 };

/** A pixel with a share of another colour, in 256ths. */
export function mixed(under: number, over: number, share: number): number {
  const rest = 256 - share;
  const outer = (((under & 0xff_00_ff) * rest + (over & 0xff_00_ff) * share) / 256) & 0xff_00_ff;
  const green = (((under & 0xff_00) * rest + (over & 0xff_00) * share) / 256) & 0xff_00;
  return (OPAQUE | outer | green) >>> 0;
}

/** A pixel in grey and dark, so that what is laid over it stands out. */
export function dimmed(word: number): number {
  const grey = ((word & 255) * 3 + ((word >>> 8) & 255) * 6 + ((word >>> 16) & 255)) >> 5;
  return (OPAQUE | (grey << 16) | (grey << 8) | grey) >>> 0;
}

/** What stands where there is nothing, as pictures without a background are shown. */
export function nothingAt(at: number, width: number): number {
  return (((at % width) >> 3) + (Math.floor(at / width) >> 3)) % 2 === 0 ? CHEQUER.light : CHEQUER.dark;
}

const palettes = new WeakMap<readonly ModelClass[], Uint32Array>();

/** A pixel word for each class. */
export function paletteOf(classes: readonly ModelClass[]): Uint32Array {
  const known = palettes.get(classes) ?? classPalette(classes);
  palettes.set(classes, known);
  return known;
}

/** Lays the classes' colours over the picture. @param share in 256ths */
export function layLabels(
  words: Uint32Array,
  labels: ArrayLike<number>,
  palette: Uint32Array,
  { from = 0, to = words.length, share = 150 } = {},
): void {
  for (let at = from; at < to; at += 1) words[at] = mixed(words[at]!, palette[labels[at]!]!, share);
}
