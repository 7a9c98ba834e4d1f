/**
 * What is kept of a frame whose things are told apart, little-endian: how many words its instances take (32 bits), these words
 * (instance-words.ts), how many bytes its label map takes (32 bits), the label map, and behind it the map of its instances' ids, both
 * packed by label-codec.ts.
 */
interface KeptFrame {
  readonly instances: Uint32Array<ArrayBuffer>;
  readonly labels: Uint8Array<ArrayBuffer>;
  readonly map: Uint8Array<ArrayBuffer>;
}

/** Bytes of a count. */
export const COUNT_BYTES = 4;

export function joinFrame({ instances, labels, map }: KeptFrame): Uint8Array<ArrayBuffer> {
  const words = new Uint8Array(instances.buffer, instances.byteOffset, instances.byteLength);
  const parts = [count(instances.length), words, count(labels.length), labels, map];
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** @throws Error where the bytes are no such frame */
export function splitFrame(bytes: Uint8Array<ArrayBuffer>): KeptFrame {
  const first = COUNT_BYTES + countIn(bytes) * 4;
  const instances = wordsIn(bytes.slice(COUNT_BYTES, first));
  const from = first + COUNT_BYTES;
  const to = from + countIn(bytes.subarray(first));
  if (to > bytes.length) throw damaged();
  return { instances, labels: bytes.slice(from, to), map: bytes.slice(to) };
}

/** How many words there are in the first bytes of a kept frame, or how many bytes. */
export function countIn(bytes: Uint8Array): number {
  if (bytes.length < COUNT_BYTES) throw damaged();
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
}

/** Bytes as words. Takes them. */
export function wordsIn(bytes: Uint8Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  if (bytes.byteOffset !== 0 || bytes.length % 4 !== 0) throw damaged();
  return new Uint32Array(bytes.buffer, 0, bytes.length / 4);
}

function count(value: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Uint32Array.of(value).buffer);
}

function damaged(): Error {
  return new Error('The stored frame is damaged.');
}
