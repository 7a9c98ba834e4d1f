/** Bytes of a file, by their place; fewer than asked for at its end. */
export type ReadBytes = (from: number, length: number) => Promise<Uint8Array<ArrayBuffer>>;

/** Latin letters as they stand. */
export function ascii(bytes: Uint8Array, from = 0, length = bytes.length - from): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

export function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** Big-endian. */
export function u32(bytes: Uint8Array, at: number): number {
  return u16(bytes, at) * 0x10000 + u16(bytes, at + 2);
}

export function u32le(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) +
    (bytes[at + 1] ?? 0) * 0x100 +
    u16(Uint8Array.of(bytes[at + 3] ?? 0, bytes[at + 2] ?? 0), 0) * 0x10000
  );
}

/** Where these bytes stand first; -1: nowhere. @param wanted numbers, or letters */
export function find(bytes: Uint8Array, wanted: string | readonly number[], from = 0): number {
  const codes = typeof wanted === 'string' ? Array.from(wanted, (each) => each.charCodeAt(0)) : wanted;
  for (let at = from; at + codes.length <= bytes.length; at += 1) {
    if (codes.every((code, i) => bytes[at + i] === code)) return at;
  }
  return -1;
}

/** Whether these bytes stand there. */
export function has(bytes: Uint8Array, wanted: string | readonly number[], at = 0): boolean {
  return find(bytes.subarray(at, at + wanted.length), wanted) === 0;
}
