import type { ReadBytes } from './bytes.ts';
import { fileKind, HEAD, type Container, type FileKind } from './file-kind.ts';
import { mp4Picture } from './isobmff.ts';
import { matroskaCodec } from './matroska.ts';
import {
  asfCodec,
  aviCodec,
  flvCodec,
  mxfCodec,
  oggCodec,
  programStreamCodec,
  transportStreamCodec,
} from './streams.ts';

/** What a file is, and what its picture is coded as. */
export interface FileDescription {
  readonly kind: FileKind | null;
  /** For people; null: not known, or there is no picture. */
  readonly codec: string | null;
  /** Of an MP4 or MOV: degrees, clockwise, by which the picture is turned to be shown; null where it is mirrored or skewed. */
  readonly rotation?: number | null;
  /** False where the index of an MP4 or MOV is missing or cut off. */
  readonly whole: boolean;
}

/** Containers say what is in them within these bytes. */
const DEEP = 256 * 1024;

/** Tells a file by its content. Reads no more than its head and, of MP4 and MOV, the index. */
export async function describeFile(read: ReadBytes): Promise<FileDescription> {
  const kind = fileKind(await read(0, HEAD));
  if (kind?.container === 'mp4') return { kind, ...(await mp4Picture(read)) };
  const codecIn = CODECS[kind?.container ?? 'other'];
  return { kind, codec: codecIn?.(await read(0, DEEP)) ?? null, whole: true };
}

/** What each container's head says. */
const CODECS: Readonly<Partial<Record<Container, (head: Uint8Array) => string | null>>> = {
  matroska: matroskaCodec,
  avi: aviCodec,
  asf: asfCodec,
  flv: flvCodec,
  ogg: oggCodec,
  'mpeg-ps': programStreamCodec,
  'mpeg-ts': transportStreamCodec,
  mxf: mxfCodec,
};
