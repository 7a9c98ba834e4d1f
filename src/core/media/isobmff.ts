import { ascii, find, u32, type ReadBytes } from './bytes.ts';
import { codecName, objectTypeName } from './codec-names.ts';

/** Of a film of days; more is no index. */
const LARGEST_INDEX = 64 * 2 ** 20;

interface Box {
  readonly type: string;
  /** Where its content begins and ends. */
  readonly from: number;
  readonly to: number;
}

/** What is known of an MP4's or MOV's picture. `codec` is null where it has none, `whole` false where its index is missing. */
export interface Mp4Picture {
  readonly codec: string | null;
  /** Degrees, clockwise, by which it is turned to be shown; null where it is mirrored or skewed. */
  readonly rotation: number | null;
  readonly whole: boolean;
}

const NOTHING = { codec: null, rotation: 0, whole: false };

export async function mp4Picture(read: ReadBytes): Promise<Mp4Picture> {
  for (let at = 0; ;) {
    const head = await read(at, 16);
    if (head.length < 8) return NOTHING;
    const size = sizeOf(head, 0);
    if (ascii(head, 4, 4) === 'moov') {
      const bytes = await read(at, Math.min(size, LARGEST_INDEX));
      return { ...pictureIn(bytes), whole: bytes.length >= Math.min(size, LARGEST_INDEX) };
    }
    if (size < 8) return NOTHING;
    at += size;
  }
}

function pictureIn(moov: Uint8Array): Pick<Mp4Picture, 'codec' | 'rotation'> {
  for (const track of boxes(moov, 8, moov.length).filter(({ type }) => type === 'trak')) {
    const media = inside(moov, track, 'mdia');
    const handler = media && inside(moov, media, 'hdlr');
    if (!handler || ascii(moov, handler.from + 8, 4) !== 'vide') continue;
    const table = ['minf', 'stbl', 'stsd'].reduce<Box | null>((box, type) => box && inside(moov, box, type), media);
    const header = inside(moov, track, 'tkhd');
    const rotation = header ? rotationIn(moov, header.from) : 0;
    if (table) return { codec: entryName(moov, table.from + 8), rotation };
  }
  return NOTHING;
}

/** @param at where a track's header begins; the times in it are of 32 or of 64 bits */
function rotationIn(moov: Uint8Array, at: number): number | null {
  const matrix = at + (moov[at] === 1 ? 52 : 40);
  // 16.16, signed
  const [a = 0, b = 0, c = 0, d = 0] = [0, 4, 12, 16].map((place) => (u32(moov, matrix + place) | 0) / 65536);
  const quarters = Math.round(Math.atan2(b, a) / (Math.PI / 2));
  const isTurn = Math.abs(a - d) < 0.01 && Math.abs(b + c) < 0.01;
  return isTurn ? ((quarters + 4) % 4) * 90 : null;
}

/** @param at where the first entry of a sample description begins */
function entryName(moov: Uint8Array, at: number): string {
  const code = ascii(moov, at + 4, 4);
  const entry = moov.subarray(at, at + u32(moov, at));
  if (code === 'encv') return 'an encrypted stream';
  const descriptor = code === 'mp4v' ? find(entry, 'esds') : -1;
  if (descriptor < 0) return codecName(code);
  // a decoder's configuration: tag 4, its length in one to four bytes, then the object's type
  let place = find(entry, [4], descriptor + 8) + 1;
  while ((entry[place] ?? 0) & 0x80) place += 1;
  return objectTypeName(entry[place + 1] ?? 0);
}

function inside(bytes: Uint8Array, { from, to }: Box, type: string): Box | null {
  return boxes(bytes, from, to).find((each) => each.type === type) ?? null;
}

function boxes(bytes: Uint8Array, from: number, to: number): Box[] {
  const found: Box[] = [];
  for (let at = from; at + 8 <= to;) {
    const size = sizeOf(bytes, at) || to - at;
    if (size < 8) break;
    found.push({ type: ascii(bytes, at + 4, 4), from: at + 8, to: Math.min(to, at + size) });
    at += size;
  }
  return found;
}

/** Of the box that begins there; 0: to the end of the file. */
function sizeOf(bytes: Uint8Array, at: number): number {
  const size = u32(bytes, at);
  return size === 1 ? u32(bytes, at + 8) * 2 ** 32 + u32(bytes, at + 12) : size;
}
