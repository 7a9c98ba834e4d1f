/**
 * The form in which analysed frames are kept: a head, then a record a frame, each appended whole. Little-endian:
 * head: 'PPXL', version, classes, 0 (32 bits each); record: index, width, height, bytes of labels, a 32-bit float a class,
 * the labels packed by label-codec.ts. A frame that could not be decoded has width 0.
 */
export interface LogRecord {
  readonly index: number;
  readonly width: number;
  readonly height: number;
  readonly shares: Float32Array<ArrayBuffer>;
  /** Where the packed labels lie, bytes from the beginning. */
  readonly at: number;
  readonly bytes: number;
}

const MAGIC = 0x4c585050;
const VERSION = 1;
export const HEAD_BYTES = 16;
/** In the origin's private file system; a log is named by its analysis's key. */
export const LOG_FOLDER = 'perpixel-analyses';

export function writeHead(classes: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Uint32Array.of(MAGIC, VERSION, classes, 0).buffer);
}

/** Whether a log with this head is one of ours, with so many classes. */
export function isHead(head: Uint8Array<ArrayBuffer>, classes: number): boolean {
  if (head.length < HEAD_BYTES) return false;
  const [magic, version, count] = new Uint32Array(head.slice(0, HEAD_BYTES).buffer);
  return magic === MAGIC && version === VERSION && count === classes;
}

export function recordBytes(classes: number): number {
  return 16 + classes * 4;
}

/** A record's bytes up to its labels. */
export function writeRecord({ index, width, height, shares, bytes }: Omit<LogRecord, 'at'>): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(recordBytes(shares.length));
  new Uint32Array(out.buffer, 0, 4).set([index, width, height, bytes]);
  new Float32Array(out.buffer, 16).set(shares);
  return out;
}

/** @param at where the record begins */
export function readRecord(head: Uint8Array<ArrayBuffer>, classes: number, at: number): LogRecord {
  const own = head.slice(0, recordBytes(classes)).buffer;
  const [index = 0, width = 0, height = 0, bytes = 0] = new Uint32Array(own, 0, 4);
  return { index, width, height, bytes, shares: new Float32Array(own, 16), at: at + recordBytes(classes) };
}

/** Bytes that are read at once to count. */
const WINDOW = 4 * 2 ** 20;

/** How many frames a log has whole records of. */
export async function countRecords(log: Blob): Promise<number> {
  const head = new Uint8Array(await log.slice(0, HEAD_BYTES).arrayBuffer());
  const classes = head.length < HEAD_BYTES ? 0 : (new Uint32Array(head.buffer)[2] ?? 0);
  if (classes === 0 || !isHead(head, classes)) return 0;
  const known = new Set<number>();
  let [from, window] = [0, new Uint8Array()];
  for (let at = HEAD_BYTES; at + recordBytes(classes) <= log.size;) {
    if (at < from || at + recordBytes(classes) > from + window.length) {
      from = at;
      window = new Uint8Array(await log.slice(at, at + WINDOW).arrayBuffer());
    }
    const record = readRecord(window.subarray(at - from, at - from + recordBytes(classes)), classes, at);
    at = record.at + record.bytes;
    if (at <= log.size) known.add(record.index);
  }
  return known.size;
}
