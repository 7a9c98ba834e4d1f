import { ascii, has } from './bytes.ts';

export type Container =
  'mp4' | 'matroska' | 'mpeg-ts' | 'ogg' | 'avi' | 'flv' | 'mpeg-ps' | 'asf' | 'mxf' | 'elementary' | 'other';

/** What a file is by its content, whatever its name and type say. */
export interface FileKind {
  readonly kind: 'video' | 'image' | 'sound' | 'other' | 'empty';
  /** For people, with its article: “an AVI file”, “a PNG image”. */
  readonly name: string;
  /** Of a video. */
  readonly container?: Container;
  /** Of an image: its media type. */
  readonly type?: string;
}

/** Bytes from the beginning that are enough to tell. */
export const HEAD = 4096;

type Magic = readonly [at: number, bytes: string | readonly number[], kind: FileKind];

const video = (name: string, container: Container = 'other'): FileKind => ({ kind: 'video', name, container });
const image = (name: string, type: string): FileKind => ({ kind: 'image', name: `${name} image`, type });
const sound = (name: string): FileKind => ({ kind: 'sound', name });
const other = (name: string): FileKind => ({ kind: 'other', name });

const MP4 = video('an MP4 file', 'mp4');
const ANNEX_B = [0, 0, 0, 1];

/** By the `ftyp` box; other brands are MP4. */
const BRANDS: Readonly<Record<string, FileKind>> = {
  'qt  ': video('a QuickTime file', 'mp4'),
  avif: image('an AVIF', 'image/avif'),
  avis: image('an AVIF', 'image/avif'),
  heic: image('a HEIC', 'image/heic'),
  heix: image('a HEIC', 'image/heic'),
  hevc: image('a HEIC', 'image/heic'),
  mif1: image('a HEIF', 'image/heif'),
  msf1: image('a HEIF', 'image/heif'),
  'crx ': image('a camera raw', 'image/x-canon-cr3'),
  'M4A ': sound('an M4A sound file'),
  'M4B ': sound('an M4A sound file'),
};

/** The first that fits counts. */
const MAGIC: readonly Magic[] = [
  [0, [0x89, 0x50, 0x4e, 0x47], image('a PNG', 'image/png')],
  [0, 'GIF8', image('a GIF', 'image/gif')],
  [0, [0xff, 0xd8, 0xff], image('a JPEG', 'image/jpeg')],
  [8, 'WEBP', image('a WebP', 'image/webp')],
  [0, 'BM', image('a BMP', 'image/bmp')],
  [0, [0, 0, 1, 0], image('an icon', 'image/x-icon')],
  [0, [0x49, 0x49, 0x2a, 0], image('a TIFF', 'image/tiff')],
  [0, [0x4d, 0x4d, 0, 0x2a], image('a TIFF', 'image/tiff')],
  [0, [0xff, 0x0a], image('a JPEG XL', 'image/jxl')],
  [4, 'JXL ', image('a JPEG XL', 'image/jxl')],
  [4, 'jP  ', image('a JPEG 2000', 'image/jp2')],
  [0, '8BPS', image('a Photoshop', 'image/vnd.adobe.photoshop')],
  [0, [0x1a, 0x45, 0xdf, 0xa3], video('a Matroska file', 'matroska')],
  [8, 'AVI ', video('an AVI file', 'avi')],
  [0, 'FLV', video('a Flash video (FLV)', 'flv')],
  [0, 'OggS', video('an Ogg file', 'ogg')],
  [0, [0, 0, 1, 0xba], video('an MPEG program stream (MPG)', 'mpeg-ps')],
  [0, [0, 0, 1, 0xb3], video('a bare MPEG video stream', 'mpeg-ps')],
  [0, 'IMKH', video('a Hikvision recording', 'mpeg-ps')],
  [0, [0, 0, 1, 0xb0], video('a bare MPEG-4 video stream', 'elementary')],
  [0, [...ANNEX_B, 0x67], video('a bare H.264 stream', 'elementary')],
  [0, [...ANNEX_B, 0x27], video('a bare H.264 stream', 'elementary')],
  [0, [...ANNEX_B, 0x09], video('a bare H.264 stream', 'elementary')],
  [0, [...ANNEX_B, 0x40, 1], video('a bare H.265 stream', 'elementary')],
  [0, [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11], video('a Windows Media file (WMV, ASF)', 'asf')],
  [0, [6, 0x0e, 0x2b, 0x34], video('an MXF file', 'mxf')],
  [0, '.RMF', video('a RealMedia file')],
  [0, 'DKIF', video('an IVF file')],
  [0, 'YUV4MPEG2', video('an uncompressed YUV4MPEG file')],
  [0, [0x1f, 7, 0], video('a DV stream')],
  [0, 'DHAV', video('a Dahua recording')],
  [0, 'nut/multimedia', video('a NUT file')],
  [1, 'WS', video('a Flash film (SWF)')],
  [8, 'WAVE', sound('a WAV sound file')],
  [8, 'AIFF', sound('an AIFF sound file')],
  [0, 'ID3', sound('an MP3 sound file')],
  [0, 'fLaC', sound('a FLAC sound file')],
  [0, '#!AMR', sound('an AMR sound file')],
  [0, [0xff, 0xfb], sound('an MP3 sound file')],
  [0, [0xff, 0xf3], sound('an MP3 sound file')],
  [0, [0xff, 0xf1], sound('an AAC sound file')],
  [0, [0xff, 0xf9], sound('an AAC sound file')],
  [0, '%PDF', other('a PDF document')],
  [0, 'PK\x03\x04', other('a zip archive')],
  [0, 'PK\x05\x06', other('an empty zip archive')],
  [0, 'Rar!', other('a RAR archive')],
  [0, [0x37, 0x7a, 0xbc, 0xaf], other('a 7z archive')],
  [0, [0x1f, 0x8b], other('a gzip archive')],
  [257, 'ustar', other('a tar archive')],
  [0, 'SQLite format 3', other('a database')],
  [0, 'MZ', other('a program')],
  [0, [0x7f, 0x45, 0x4c, 0x46], other('a program')],
  [0, '\0asm', other('a WebAssembly module')],
];

/** Top boxes of an MP4 that has no `ftyp` in front. */
const BOXES = ['moov', 'mdat', 'wide', 'free', 'skip', 'pnot', 'moof', 'styp', 'sidx'];

/** @param head the first bytes, `HEAD` where there are so many. @returns null where nothing is known of it */
export function fileKind(head: Uint8Array): FileKind | null {
  if (head.length === 0) return { kind: 'empty', name: 'an empty file' };
  if (has(head, 'ftyp', 4)) return BRANDS[ascii(head, 8, 4)] ?? (has(head, '3g', 8) ? video('a 3GP file', 'mp4') : MP4);
  if (BOXES.some((box) => has(head, box, 4))) return MP4;
  const found = MAGIC.find(([at, bytes]) => has(head, bytes, at))?.[2];
  if (found) return found.container === 'matroska' && isWebM(head) ? { ...found, name: 'a WebM file' } : found;
  if (isTransportStream(head)) return video('an MPEG transport stream (TS)', 'mpeg-ts');
  return textKind(head);
}

/** Whether images of this kind may move. */
export function mayMove({ type = '' }: FileKind): boolean {
  return ['image/gif', 'image/png', 'image/webp', 'image/avif'].includes(type);
}

function isWebM(head: Uint8Array): boolean {
  return ascii(head, 0, 64).includes('webm');
}

/** Packets of 188 bytes, or of 192 on discs and in cameras. */
function isTransportStream(head: Uint8Array): boolean {
  return [
    [0, 188],
    [4, 192],
  ].some(([first = 0, step = 188]) => {
    const marks = [0, 1, 2].map((nth) => first + nth * step).filter((at) => at < head.length);
    return marks.length > 1 && marks.every((at) => head[at] === 0x47);
  });
}

/** Text of some kind; null where it is none. */
function textKind(head: Uint8Array): FileKind | null {
  if (has(head, [0xff, 0xfe]) || has(head, [0xfe, 0xff])) return other('a text file');
  // a character may be cut off at the end
  const text = new TextDecoder().decode(head.subarray(0, 2048), { stream: true });
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/.test(text)) return null;
  const start = text.trimStart().toLowerCase();
  if (/^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!doctype svg[^>]*>\s*)?<svg[\s>]/s.test(start))
    return image('an SVG', 'image/svg+xml');
  if (/^(<!--.*?-->\s*)*<(!doctype html|html|head|body|title|script|div|p|h1)[\s>]/s.test(start))
    return other('a web page');
  if (start.startsWith('<')) return other('an XML file');
  if (start.startsWith('#extm3u')) return other('a playlist (HLS)');
  if (start.startsWith('version https://git-lfs')) return other('a Git LFS pointer, which stands for a file');
  if (/^[[{]/.test(start)) return other('a JSON file');
  return other('a text file');
}
