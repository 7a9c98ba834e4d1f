import { deflateSync, inflateSync } from 'fflate';
import { createLabelMap, isWide, type LabelMap, type OwnLabelMap } from './label-map.ts';

/**
 * A label map in few bytes: runs of one class, row after row, as (length, class id), the length seven bits a byte with the
 * lowest first (LEB128), and the id in a byte, or in two, the lower first, where label maps have 16 bits; the whole deflated (RFC 1951). Lossless.
 */
export function packLabels(labels: LabelMap): Uint8Array<ArrayBuffer> {
  const wide = labels instanceof Uint16Array;
  let bytes = new Uint8Array(4096);
  let used = 0;
  for (let from = 0; from < labels.length;) {
    const id = labels[from]!;
    let to = from + 1;
    while (to < labels.length && labels[to] === id) to += 1;
    if (used + 7 > bytes.length) {
      const larger = new Uint8Array(bytes.length * 2);
      larger.set(bytes);
      bytes = larger;
    }
    let length = to - from;
    for (; length > 127; length >>>= 7) bytes[used++] = (length & 127) | 128;
    bytes[used++] = length;
    bytes[used++] = id;
    if (wide) bytes[used++] = id >>> 8;
    from = to;
  }
  return new Uint8Array(deflateSync(bytes.subarray(0, used), { level: 3 }));
}

/**
 * @param pixels how many labels there are
 * @param classes of their model
 * @throws Error where the bytes are not those of so many labels
 */
export function unpackLabels(packed: Uint8Array, pixels: number, classes: number): OwnLabelMap {
  const bytes = inflateSync(packed);
  const labels = createLabelMap(classes, pixels);
  const idBytes = isWide(classes) ? 2 : 1;
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
    if (i + idBytes > bytes.length || at + length > pixels) throw damaged();
    const id = bytes[i]! | (idBytes === 2 ? bytes[i + 1]! << 8 : 0);
    i += idBytes;
    labels.fill(id, at, at + length);
    at += length;
  }
  if (at !== pixels) throw damaged();
  return labels;
}

function damaged(): Error {
  return new Error('The stored label map is damaged.');
}
