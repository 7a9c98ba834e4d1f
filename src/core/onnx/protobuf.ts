/** A field of a message, as protocol buffers write it. */
export interface Field {
  readonly number: number;
  /** With its key. */
  readonly whole: Uint8Array;
  /** The contents of a length-delimited field; else empty. */
  readonly bytes: Uint8Array;
  /** Of a number of variable length; else 0. */
  readonly value: number;
}

/** A message that ends in the middle of something, or is none. */
export class Broken extends Error {}

/** The text of the first field with this number; empty where there is none. */
export function textOf(parts: Iterable<Field>, wanted: number): string {
  for (const { number, bytes } of parts) if (number === wanted) return new TextDecoder().decode(bytes);
  return '';
}

const NOTHING: Uint8Array = new Uint8Array();

/** The fields of a message, in order. @throws Broken */
export function* fields(of: Uint8Array): Generator<Field> {
  let at = 0;
  while (at < of.length) {
    const from = at;
    const key = varint();
    const number = Math.floor(key / 8);
    const wire = key % 8;
    if (number === 0) throw new Broken();
    let bytes: Uint8Array = NOTHING;
    let value = 0;
    if (wire === 0) value = varint();
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else if (wire === 2) {
      const length = varint();
      bytes = of.subarray(at, (at += length));
    } else throw new Broken();
    if (at > of.length) throw new Broken();
    yield { number, whole: of.subarray(from, at), bytes, value };
  }

  function varint(): number {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = of[at++];
      if (byte === undefined || shift > 2 ** 63) throw new Broken();
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  }
}
