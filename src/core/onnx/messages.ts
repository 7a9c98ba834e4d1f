/** A field of a message, as it lies there. */
export interface Part {
  readonly number: number;
  /** With its key. */
  readonly whole: Uint8Array;
  /** The contents of a length-delimited field; else empty. */
  readonly bytes: Uint8Array;
}

const NOTHING = new Uint8Array();

/**
 * The fields of a message, in order.
 * @throws RangeError where it is no whole message
 */
export function parts(of: Uint8Array): Part[] {
  const found: Part[] = [];
  let at = 0;
  while (at < of.length) {
    const from = at;
    const key = varint();
    const wire = key % 8;
    let bytes: Uint8Array = NOTHING;
    if (wire === 0) varint();
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else if (wire === 2) {
      const length = varint();
      bytes = of.subarray(at, (at += length));
    } else throw new RangeError(`A field of kind ${wire}.`);
    if (at > of.length) throw new RangeError('The message ends in the middle of a field.');
    found.push({ number: Math.floor(key / 8), whole: of.subarray(from, at), bytes });
  }
  return found;

  function varint(): number {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = of[at++];
      if (byte === undefined) throw new RangeError('The message ends in the middle of a number.');
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  }
}

/** The text of a message's first field of that number; empty where there is none. */
export function textAt(of: Uint8Array, wanted: number): string {
  const part = parts(of).find(({ number }) => number === wanted);
  return part ? new TextDecoder().decode(part.bytes) : '';
}

/** A length-delimited field. */
export function message(field: number, contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = contents.reduce((sum, each) => sum + each.length, 0);
  return bytesOf([varint(field * 8 + 2), varint(length), ...contents]);
}

export function text(field: number, value: string): Uint8Array<ArrayBuffer> {
  return message(field, [new TextEncoder().encode(value)]);
}

/** @param value a whole number from 0 on */
export function integer(field: number, value: number): Uint8Array<ArrayBuffer> {
  return bytesOf([varint(field * 8), varint(value)]);
}

export function bytesOf(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(chunks.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

/** Seven bits a byte, the lowest first. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Uint8Array.from([...bytes, rest]);
}
