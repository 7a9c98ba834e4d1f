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
 * @param labels at a multiple of four bytes in its buffer
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

/** Half and half takes no multiplication, and four labels at a time are mostly the four before them again. */
function average(
  words: Uint32Array,
  labels: Uint8Array,
  palette: Uint32Array,
  { size: { width, height }, from, to, mirrored }: Extent,
  out: Uint32Array,
): void {
  const halves = Int32Array.from(palette, (word) => ((word >>> 1) & 0x7f7f7f) | OPAQUE);
  const fours = new Uint32Array(labels.buffer, labels.byteOffset, labels.length >> 2);
  const step = mirrored ? -1 : 1;
  // four of a kind, and the colour of their kind
  let kind = -1;
  let half = 0;
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    const end = row + (mirrored ? width - from : to);
    let at = row + (mirrored ? width - to : from);
    let i = row + (mirrored ? to - 1 : from);
    while (at < end) {
      if ((at & 3) === 0 && at + 4 <= end) {
        const four = fours[at >> 2]!;
        if (four !== kind && Math.imul(four & 255, 0x01010101) >>> 0 === four) {
          kind = four;
          half = halves[four & 255]!;
        }
        if (four === kind) {
          out[i] = ((words[at]! >>> 1) & 0x7f7f7f) + half;
          out[i + step] = ((words[at + 1]! >>> 1) & 0x7f7f7f) + half;
          out[i + 2 * step] = ((words[at + 2]! >>> 1) & 0x7f7f7f) + half;
          out[i + 3 * step] = ((words[at + 3]! >>> 1) & 0x7f7f7f) + half;
          at += 4;
          i += 4 * step;
          continue;
        }
      }
      out[i] = ((words[at]! >>> 1) & 0x7f7f7f) + halves[labels[at]!]!;
      at += 1;
      i += step;
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
