import type { Size } from '../../../core/geometry/fit.ts';
import type { Place } from '../lens/lens.ts';

/** What the network says of a pixel that sees no more than a square of the picture around it. */
export interface Sight {
  /** Pixels of the square's side. */
  readonly side: number;
  /** By class id, 0 to 1. */
  readonly probabilities: readonly number[];
}

/** How far an output may be from that of the whole picture and count as the same: half the sum of what the probabilities differ by. */
export const ALIKE = 0.05;

/** The sides that are tried: doubled and one and a half times, up to the square that holds the whole picture from any place. */
export function sidesFor({ width, height }: Size): number[] {
  const sides: number[] = [];
  for (let side = 16; side < 2 * Math.max(width, height); side *= 2) sides.push(side, side * 1.5);
  return [...sides.filter((side) => side < 2 * Math.max(width, height)), 2 * Math.max(width, height)];
}

/** A copy of a picture in which all but a square around a place has the picture's mean colour. */
export function blankedAround(picture: ImageData, { x, y }: Place, side: number): ImageData {
  const { width, height, data } = picture;
  const mean = meanOf(data);
  const words = new Uint32Array(width * height).fill(mean);
  const own = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const from = { x: Math.max(0, Math.round(x - side / 2)), y: Math.max(0, Math.round(y - side / 2)) };
  const to = { x: Math.min(width, Math.round(x + side / 2)), y: Math.min(height, Math.round(y + side / 2)) };
  for (let row = from.y; row < to.y; row += 1) {
    words.set(own.subarray(row * width + from.x, row * width + to.x), row * width + from.x);
  }
  return new ImageData(new Uint8ClampedArray(words.buffer), width, height);
}

function meanOf(data: Uint8ClampedArray): number {
  const sums = [0, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    for (let channel = 0; channel < 3; channel += 1) sums[channel]! += data[at + channel]!;
  }
  const [r, g, b] = sums.map((sum) => Math.round((4 * sum) / data.length)) as [number, number, number];
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

/** How far two outputs are apart, 0 to 1: half the sum of what their probabilities differ by. */
export function apart(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / 2;
}

/**
 * The side from which on more of the picture changes nothing that counts.
 * @param sights by side, ascending; the last one sees the whole picture
 */
export function fieldOf(sights: readonly Sight[]): number | null {
  const whole = sights.at(-1);
  if (!whole) return null;
  let side = whole.side;
  for (const each of sights.toReversed()) {
    if (apart(each.probabilities, whole.probabilities) > ALIKE) break;
    side = each.side;
  }
  return side;
}

/**
 * How long it would take to find each pixel's label by itself, each from its own square of the picture. Computed: nobody does it.
 * @param whole milliseconds of the network for the whole picture
 * @param side of the square, pixels
 * @returns milliseconds
 */
export function oneByOne(whole: number, { width, height }: Size, side: number): number {
  const pixels = width * height;
  const seen = Math.min(side, width) * Math.min(side, height);
  return whole * pixels * (seen / pixels);
}
