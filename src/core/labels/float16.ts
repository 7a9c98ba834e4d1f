/** IEEE 754 half precision: 1 sign bit, 5 exponent bits, 10 fraction bits. */

const floats = new Float32Array(1);
const bits = new Uint32Array(floats.buffer);

/** Exact: each half is a float. */
export function fromFloat16(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The half equal to `value`, or undefined where rounding would be needed. */
export function toFloat16(value: number): number | undefined {
  floats[0] = value;
  const float = bits[0] ?? 0;
  const sign = (float >>> 16) & 0x8000;
  const magnitude = Math.abs(value);
  const half = magnitude < 2 ** -14 ? magnitude * 2 ** 24 : normalHalf(float);
  return Number.isInteger(half) && fromFloat16(sign | half) === value ? sign | half : undefined;
}

/** The nearest half, ties to even; what is too large becomes an infinity. */
export function roundToFloat16(value: number): number {
  floats[0] = value;
  const float = bits[0] ?? 0;
  const sign = (float >>> 16) & 0x8000;
  const magnitude = Math.abs(value);
  if (Number.isNaN(value)) return sign | 0x7e00;
  if (magnitude >= 65_520) return sign | 0x7c00;
  // halves lie 2^-24 apart below 2^-14, and 1024 to each power of two above; a carry out of the fraction is right as it is
  if (magnitude < 2 ** -14) return sign | roundToEven(magnitude * 2 ** 24);
  const exponent = ((float >>> 23) & 0xff) - 127;
  return sign | (((exponent + 15) << 10) + roundToEven((magnitude / 2 ** exponent - 1) * 1024));
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}

function normalHalf(float: number): number {
  const exponent = ((float >>> 23) & 0xff) - 127 + 15;
  return exponent > 30 ? NaN : (exponent << 10) | ((float >>> 13) & 0x3ff);
}

/** Decodes little-endian halves; `bytes` need not be aligned. */
export function decodeFloat16s(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / 2 }, (_, i) => fromFloat16(view.getUint16(i * 2, true)));
}

/** Little-endian halves, or undefined if a single value would lose precision. */
export function encodeFloat16s(values: Float32Array): Uint8Array | undefined {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of values.entries()) {
    const half = toFloat16(value);
    if (half === undefined) return undefined;
    view.setUint16(i * 2, half, true);
  }
  return bytes;
}
