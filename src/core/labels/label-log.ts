/**
 * The form in which analysed frames are kept: a head, then a record a frame, each appended whole. Little-endian:
 * head: 'PPXL', version, figures a frame, 1 where things are told apart, else 0 (32 bits each); record: index, width, height,
 * bytes that follow the figures, the figures as 32-bit floats, the labels packed by label-codec.ts, with things as kept-frame.ts has
 * them. A frame that could not be decoded has width 0.
 */
export interface LogRecord {
  readonly index: number;
  readonly width: number;
  readonly height: number;
  /** A share a class, then a number for each column that the model's task adds. */
  readonly figures: Float32Array<ArrayBuffer>;
  /** Where that lies which follows the figures, bytes from the beginning. */
  readonly at: number;
  readonly bytes: number;
}

const MAGIC = 0x4c585050;
const VERSION = 1;
export const HEAD_BYTES = 16;
/** In the origin's private file system; a log is named by its analysis's key. */
export const LOG_FOLDER = 'perpixel-analyses';

/** What each frame of a log holds. */
export interface LogShape {
  /** Shares, and what else is counted. */
  readonly figures: number;
  /** Things are told apart. */
  readonly things: boolean;
}

export function writeHead({ figures, things }: LogShape): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Uint32Array.of(MAGIC, VERSION, figures, Number(things)).buffer);
}

/** What the frames of a log with this head hold; null: it is none of ours. */
export function readHead(head: Uint8Array<ArrayBuffer>): LogShape | null {
  if (head.length < HEAD_BYTES) return null;
  const [magic, version, figures = 0, things = 0] = new Uint32Array(head.slice(0, HEAD_BYTES).buffer);
  return magic === MAGIC && version === VERSION && things <= 1 ? { figures, things: things === 1 } : null;
}

/** Whether a log with this head is one of ours, of such frames. */
export function isHead(head: Uint8Array<ArrayBuffer>, { figures, things }: LogShape): boolean {
  const found = readHead(head);
  return found?.figures === figures && found.things === things;
}

export function recordBytes(count: number): number {
  return 16 + count * 4;
}

/** A record's bytes up to the end of its figures. */
export function writeRecord({ index, width, height, figures, bytes }: Omit<LogRecord, 'at'>): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(recordBytes(figures.length));
  new Uint32Array(out.buffer, 0, 4).set([index, width, height, bytes]);
  new Float32Array(out.buffer, 16).set(figures);
  return out;
}

/** @param at where the record begins */
export function readRecord(head: Uint8Array<ArrayBuffer>, count: number, at: number): LogRecord {
  const own = head.slice(0, recordBytes(count)).buffer;
  const [index = 0, width = 0, height = 0, bytes = 0] = new Uint32Array(own, 0, 4);
  return { index, width, height, bytes, figures: new Float32Array(own, 16), at: at + recordBytes(count) };
}

/** Bytes that are read at once to count. */
const WINDOW = 4 * 2 ** 20;

/** How many frames a log has whole records of. */
export async function countRecords(log: Blob): Promise<number> {
  const head = new Uint8Array(await log.slice(0, HEAD_BYTES).arrayBuffer());
  const count = readHead(head)?.figures ?? 0;
  if (count === 0) return 0;
  const known = new Set<number>();
  let [from, window] = [0, new Uint8Array()];
  for (let at = HEAD_BYTES; at + recordBytes(count) <= log.size;) {
    if (at < from || at + recordBytes(count) > from + window.length) {
      from = at;
      window = new Uint8Array(await log.slice(at, at + WINDOW).arrayBuffer());
    }
    const record = readRecord(window.subarray(at - from, at - from + recordBytes(count)), count, at);
    at = record.at + record.bytes;
    if (at <= log.size) known.add(record.index);
  }
  return known.size;
}
