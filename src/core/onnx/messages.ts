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
