import { ascii, find, has, u32 } from './bytes.ts';

/** Whether an image has more than one picture: GIF, APNG, WebP, AVIF. */
export function isAnimated(bytes: Uint8Array): boolean {
  if (has(bytes, 'GIF8')) return gifPictures(bytes) > 1;
  if (has(bytes, 'RIFF')) return has(bytes, 'VP8X', 12) && ((bytes[20] ?? 0) & 2) !== 0;
  if (has(bytes, 'ftyp', 4)) return find(bytes.subarray(8, u32(bytes, 0)), 'avis') >= 0;
  return has(bytes, [0x89, 0x50, 0x4e, 0x47]) && isAnimatedPng(bytes);
}

/** The chunk that says so stands before the pixels. */
function isAnimatedPng(bytes: Uint8Array): boolean {
  for (let at = 8; at + 8 <= bytes.length; at += 12 + u32(bytes, at)) {
    const type = ascii(bytes, at + 4, 4);
    if (type === 'acTL') return u32(bytes, at + 8) > 1;
    if (type === 'IDAT') return false;
  }
  return false;
}

const IMAGE = 0x2c;
const EXTENSION = 0x21;

/** Counts to two. */
function gifPictures(bytes: Uint8Array): number {
  let count = 0;
  for (let at = 13 + tableSize(bytes[10] ?? 0); at < bytes.length && count < 2;) {
    if (bytes[at] === IMAGE) {
      count += 1;
      at += 11 + tableSize(bytes[at + 9] ?? 0);
    } else if (bytes[at] === EXTENSION) at += 2;
    else break;
    // blocks, each with its length in front; none has the length 0
    while ((bytes[at] ?? 0) > 0) at += 1 + bytes[at]!;
    at += 1;
  }
  return count;
}

/** Bytes of a colour table, by the flags that announce it. */
function tableSize(flags: number): number {
  return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}
