import type { Size } from '../../src/shared/fit.ts';

/** Where on the canvas something is drawn. */
export interface Extent {
  readonly size: Size;
  /** Columns as shown, from the left: first, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Shows the picture as a mirror does. */
  readonly mirrored: boolean;
}

const OPAQUE = 0xff000000 | 0;

/**
 * Picture and label colours in one pass: out = picture + opacity · (colour − picture), opaque.
 * @param words RGBA of the picture, unmirrored, `size` height × width as the labels and `out`
 * @param palette a pixel word for each class id
 */
export function blendLabels(
  words: Uint32Array,
  labels: Uint8Array,
  palette: Uint32Array,
  opacity: number,
  extent: Extent,
  out: Uint32Array,
): void {
  const share = Math.round(opacity * 256);
  if (share === 128) average(words, labels, palette, extent, out);
  else mix(words, labels, palette, share, extent, out);
}

/** Half and half takes no multiplication. */
function average(
  words: Uint32Array,
  labels: Uint8Array,
  palette: Uint32Array,
  { size: { width, height }, from, to, mirrored }: Extent,
  out: Uint32Array,
): void {
  const halves = Int32Array.from(palette, (word) => ((word >>> 1) & 0x7f7f7f) | OPAQUE);
  const step = mirrored ? -1 : 1;
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    let at = row + (mirrored ? width - 1 - from : from);
    for (let i = row + from; i < row + to; i += 1, at += step) {
      out[i] = ((words[at]! >>> 1) & 0x7f7f7f) + halves[labels[at]!]!;
    }
  }
}

/** Red and blue are multiplied at once: each has 16 bits to itself. */
function mix(
  words: Uint32Array,
  labels: Uint8Array,
  palette: Uint32Array,
  share: number,
  { size: { width, height }, from, to, mirrored }: Extent,
  out: Uint32Array,
): void {
  const rest = 256 - share;
  const redBlue = Int32Array.from(palette, (word) => Math.imul(word & 0xff00ff, share));
  const green = Int32Array.from(palette, (word) => Math.imul(word & 0xff00, share));
  const step = mirrored ? -1 : 1;
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    let at = row + (mirrored ? width - 1 - from : from);
    for (let i = row + from; i < row + to; i += 1, at += step) {
      const word = words[at]!;
      const id = labels[at]!;
      const rb = ((Math.imul(word & 0xff00ff, rest) + redBlue[id]!) >>> 8) & 0xff00ff;
      const g = ((Math.imul(word & 0xff00, rest) + green[id]!) >>> 8) & 0xff00;
      out[i] = OPAQUE | rb | g;
    }
  }
}

/** The picture alone, opaque. */
export function copyPicture(
  words: Uint32Array,
  { size: { width, height }, from, to, mirrored }: Extent,
  out: Uint32Array,
): void {
  const step = mirrored ? -1 : 1;
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    let at = row + (mirrored ? width - 1 - from : from);
    for (let i = row + from; i < row + to; i += 1, at += step) out[i] = words[at]! | OPAQUE;
  }
}
