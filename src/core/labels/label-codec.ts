import { deflateSync, inflateSync } from 'fflate';

/**
 * A label map in few bytes: runs of one class, row after row, as (length, class id), the length seven bits a byte with the
 * lowest first (LEB128); the whole deflated (RFC 1951). Lossless.
 */
export function packLabels(labels: Uint8Array): Uint8Array<ArrayBuffer> {
  let bytes = new Uint8Array(4096);
  let used = 0;
  for (let from = 0; from < labels.length;) {
    const id = labels[from]!;
    let to = from + 1;
    while (to < labels.length && labels[to] === id) to += 1;
    if (used + 6 > bytes.length) {
      const larger = new Uint8Array(bytes.length * 2);
      larger.set(bytes);
      bytes = larger;
    }
    let length = to - from;
    for (; length > 127; length >>>= 7) bytes[used++] = (length & 127) | 128;
    bytes[used++] = length;
    bytes[used++] = id;
    from = to;
  }
  return new Uint8Array(deflateSync(bytes.subarray(0, used), { level: 3 }));
}

/**
 * @param pixels how many labels there are
 * @throws Error where the bytes are not those of so many labels
 */
export function unpackLabels(packed: Uint8Array, pixels: number): Uint8Array<ArrayBuffer> {
  const bytes = inflateSync(packed);
  const labels = new Uint8Array(pixels);
  let at = 0;
  for (let i = 0; i < bytes.length;) {
    let length = 0;
    let shift = 0;
    let byte = 128;
    while (byte & 128) {
      if (i >= bytes.length) throw damaged();
      byte = bytes[i++]!;
      length += (byte & 127) * 2 ** shift;
      shift += 7;
    }
    if (i >= bytes.length || at + length > pixels) throw damaged();
    labels.fill(bytes[i++]!, at, at + length);
    at += length;
  }
  if (at !== pixels) throw damaged();
  return labels;
}

function damaged(): Error {
  return new Error('The stored label map is damaged.');
}
