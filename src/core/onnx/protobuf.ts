/** A field of a message, as protocol buffers write it. */
export interface Field {
  readonly number: number;
  /** The contents of a length-delimited field; else empty. */
  readonly bytes: Uint8Array;
  /** Of a number. */
  readonly value: number;
}

/** A message that ends in the middle of something, or is none. */
export class Broken extends Error {}

/** The text of the first field with this number; empty where there is none. */
export function textOf(parts: readonly Field[], wanted: number): string {
  const field = parts.find(({ number }) => number === wanted);
  return field ? new TextDecoder().decode(field.bytes) : '';
}

const NOTHING = new Uint8Array();

/** The fields of a message, in order. @throws Broken */
export function* fields(of: Uint8Array): Generator<Field> {
  let at = 0;
  while (at < of.length) {
    const key = varint();
    const number = Math.floor(key / 8);
    const wire = key % 8;
    if (number === 0) throw new Broken();
    if (wire === 0) yield { number, bytes: NOTHING, value: varint() };
    else if (wire === 2) {
      const length = varint();
      if (at + length > of.length) throw new Broken();
      yield { number, bytes: of.subarray(at, (at += length)), value: 0 };
    } else if (wire === 1 || wire === 5) at += wire === 1 ? 8 : 4;
    else throw new Broken();
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
