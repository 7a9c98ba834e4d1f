import type { LogRecord } from '../../src/core/labels/label-log.ts';

/**
 * The records of a log by their frames' indices. A video of an hour has a hundred thousand: they lie in columns, where one
 * costs as much as its numbers do; as objects they would be most of the worker's heap.
 */
export interface RecordTable {
  /** How many there are. */
  readonly size: number;
  get(index: number): LogRecord | null;
  set(record: LogRecord): void;
  /** Indices, ascending. */
  indices(): Uint32Array<ArrayBuffer>;
}

const FIRST_ROOM = 256;

/** @param count of figures a frame */
export function createRecordTable(count: number): RecordTable {
  let room = 0;
  let size = 0;
  let known = new Uint8Array();
  let widths = new Uint32Array();
  let heights = new Uint32Array();
  let bytes = new Uint32Array();
  // a log may be longer than 4 GB
  let places = new Float64Array();
  let figures = new Float32Array();

  return {
    get size() {
      return size;
    },
    get(index) {
      if (!known[index]) return null;
      return {
        index,
        width: widths[index]!,
        height: heights[index]!,
        bytes: bytes[index]!,
        at: places[index]!,
        figures: figures.slice(index * count, (index + 1) * count),
      };
    },
    set(record) {
      const { index } = record;
      if (index >= room) grow(Math.max(FIRST_ROOM, index + 1, 2 * room));
      if (!known[index]) size += 1;
      known[index] = 1;
      widths[index] = record.width;
      heights[index] = record.height;
      bytes[index] = record.bytes;
      places[index] = record.at;
      figures.set(record.figures, index * count);
    },
    indices() {
      const found = new Uint32Array(size);
      for (let index = 0, at = 0; at < size; index += 1) if (known[index]) found[at++] = index;
      return found;
    },
  };

  function grow(to: number): void {
    known = copied(known, new Uint8Array(to));
    widths = copied(widths, new Uint32Array(to));
    heights = copied(heights, new Uint32Array(to));
    bytes = copied(bytes, new Uint32Array(to));
    places = copied(places, new Float64Array(to));
    figures = copied(figures, new Float32Array(to * count));
    room = to;
  }
}

function copied<T extends Uint8Array | Uint32Array | Float32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
