import { ascii, find, has, u16, u32, u32le } from './bytes.ts';
import { codecName, streamTypeName } from './codec-names.ts';

// What older containers say of their picture's codec. All of it stands near a file's beginning; null: not in these bytes.

/** The format of the first stream of pictures: a BITMAPINFOHEADER. */
export function aviCodec(head: Uint8Array): string | null {
  const stream = find(head, 'vids');
  const format = stream < 0 ? -1 : find(head, 'strf', stream);
  if (format < 0) return null;
  return u32le(head, format + 8 + 16) === 0 ? 'uncompressed pictures' : codecName(ascii(head, format + 8 + 16, 4));
}

const ASF_STREAM = [0x91, 0x07, 0xdc, 0xb7, 0xb7, 0xa9, 0xcf, 0x11];
const ASF_VIDEO = [0xc0, 0xef, 0x19, 0xbc, 0x4d, 0x5b, 0xcf, 0x11];

/** The properties of the first stream of pictures hold a BITMAPINFOHEADER. */
export function asfCodec(head: Uint8Array): string | null {
  for (let at = find(head, ASF_STREAM); at >= 0; at = find(head, ASF_STREAM, at + 1)) {
    if (has(head, ASF_VIDEO, at + 24)) return codecName(ascii(head, at + 24 + 54 + 11 + 16, 4));
  }
  return null;
}

const FLV: Readonly<Record<number, string>> = {
  2: 'Sorenson Video',
  3: 'Flash Screen Video',
  4: 'VP6',
  5: 'VP6',
  6: 'Flash Screen Video',
  7: 'H.264',
  12: 'H.265 (HEVC)',
};

/** The first tag with a picture. */
export function flvCodec(head: Uint8Array): string | null {
  for (let at = u32(head, 5) + 4; at + 16 <= head.length;) {
    const size = u32(head, at) & 0xffffff;
    if (((head[at] ?? 0) & 0x1f) === 9) {
      const first = head[at + 11] ?? 0;
      return first & 0x80 ? codecName(ascii(head, at + 12, 4)) : (FLV[first & 15] ?? 'an unknown codec');
    }
    at += 11 + size + 4;
  }
  return null;
}

/** The head of a logical stream of pictures. */
export function oggCodec(head: Uint8Array): string | null {
  if (find(head, '\x80theora') >= 0) return 'Theora';
  if (find(head, 'OVP80') >= 0) return 'VP8';
  if (find(head, 'BBCD\0') >= 0) return 'Dirac';
  const old = find(head, '\x01video\0\0\0');
  return old < 0 ? null : codecName(ascii(head, old + 9, 4));
}

/** A sequence header, with its extension where it is MPEG-2. */
export function programStreamCodec(head: Uint8Array): string | null {
  const sequence = find(head, [0, 0, 1, 0xb3]);
  if (sequence >= 0) return find(head.subarray(sequence, sequence + 200), [0, 0, 1, 0xb5]) > 0 ? 'MPEG-2' : 'MPEG-1';
  if (find(head, [0, 0, 1, 0xb0]) >= 0) return 'MPEG-4 Part 2';
  if (find(head, [0, 0, 0, 1, 0x40, 1]) >= 0) return 'H.265 (HEVC)';
  return find(head, [0, 0, 0, 1, 0x67]) >= 0 || find(head, [0, 0, 0, 1, 0x27]) >= 0 ? 'H.264' : null;
}

/** The first stream of pictures in the program's map. */
export function transportStreamCodec(head: Uint8Array): string | null {
  const [start, step] = head[0] === 0x47 && head[188] === 0x47 ? [0, 188] : [4, 192];
  for (let at = start; at + 188 <= head.length; at += step) {
    // a section begins here, behind the packet's own head
    if (!((head[at + 1] ?? 0) & 0x40)) continue;
    const filling = (head[at + 3] ?? 0) & 0x20 ? 1 + (head[at + 4] ?? 0) : 0;
    const section = at + 4 + filling + 1 + (head[at + 4 + filling] ?? 0);
    if (head[section] !== 2) continue;
    const end = section + 3 + (u16(head, section + 1) & 0xfff) - 4;
    for (let entry = section + 12 + (u16(head, section + 10) & 0xfff); entry + 5 <= end;) {
      const name = streamTypeName(head[entry] ?? 0);
      if (name) return name;
      entry += 5 + (u16(head, entry + 3) & 0xfff);
    }
  }
  return null;
}

/** SMPTE's numbers of essence: what stands behind the prefix of compressed pictures. */
const MXF_PREFIX = [0x0d, 1, 3, 1, 2];
const MXF: Readonly<Record<number, string>> = {
  0x01: 'DV or MPEG (D-10)',
  0x02: 'DV',
  0x04: 'MPEG-2',
  0x05: 'uncompressed pictures',
  0x0c: 'JPEG 2000',
  0x10: 'H.264',
  0x11: 'DNxHD',
  0x1c: 'ProRes',
};

export function mxfCodec(head: Uint8Array): string | null {
  for (let at = find(head, MXF_PREFIX); at >= 0; at = find(head, MXF_PREFIX, at + 1)) {
    const name = MXF[head[at + MXF_PREFIX.length] ?? 0];
    if (name) return name;
  }
  return null;
}
