import { ascii } from './bytes.ts';
import { codecName } from './codec-names.ts';

const SEGMENT = 0x18538067;
const TRACKS = 0x1654ae6b;
const ENTRY = 0xae;
const TYPE = 0x83;
const CODEC = 0x86;
const PRIVATE = 0x63a2;
const VIDEO = 1;

interface Element {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

/** The codec of a Matroska's or WebM's first picture track; null: none is described in these bytes. */
export function matroskaCodec(head: Uint8Array): string | null {
  for (const segment of elements(head, 0, head.length).filter(({ id }) => id === SEGMENT)) {
    for (const tracks of elements(head, segment.from, segment.to).filter(({ id }) => id === TRACKS)) {
      for (const entry of elements(head, tracks.from, tracks.to).filter(({ id }) => id === ENTRY)) {
        const parts = elements(head, entry.from, entry.to);
        const of = (id: number): Uint8Array => {
          const part = parts.find((each) => each.id === id);
          return part ? head.subarray(part.from, part.to) : new Uint8Array();
        };
        if (of(TYPE).at(-1) === VIDEO) return nameOf(ascii(of(CODEC)), of(PRIVATE));
      }
    }
  }
  return null;
}

/** Two of Matroska's codecs are another container's: what it really is stands in that one's own head. */
function nameOf(codec: string, own: Uint8Array): string {
  // BITMAPINFOHEADER: biCompression
  if (codec.startsWith('V_MS/VFW')) return codecName(ascii(own, 16, 4));
  // a sample description, with or without its length in front
  if (codec.startsWith('V_QUICKTIME')) return codecName(ascii(own, own[0] === 0 ? 4 : 0, 4));
  return codecName(codec);
}

function elements(bytes: Uint8Array, from: number, to: number): Element[] {
  const found: Element[] = [];
  for (let at = from; at < to;) {
    const idLength = Math.clz32(bytes[at] ?? 0) - 23;
    const sizeAt = at + idLength;
    const sizeLength = Math.clz32(bytes[sizeAt] ?? 0) - 23;
    if (idLength > 4 || sizeLength > 8) break;
    const size = number(bytes, sizeAt, sizeLength, true);
    const start = sizeAt + sizeLength;
    // all ones: unknown, to the end
    const end = size >= 2 ** (7 * sizeLength) - 1 ? to : Math.min(to, start + size);
    found.push({ id: number(bytes, at, idLength, false), from: start, to: end });
    at = end;
  }
  return found;
}

/** @param bare without the bit that tells the length */
function number(bytes: Uint8Array, at: number, length: number, bare: boolean): number {
  let value = (bytes[at] ?? 0) & (bare ? 0xff >> length : 0xff);
  for (let i = 1; i < length; i += 1) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
}
