import type { Size } from '../../geometry/fit.ts';

/** A scene while it is painted. */
export interface Sheet extends Size {
  /** R, G, B of each pixel, 0 to 255, row-major. */
  readonly rgb: Float32Array;
  /** Pixels: the root of its area, by which things are as large upright as across. */
  readonly unit: number;
}

export type PaintScene = (sheet: Sheet) => void;

export type Rgb = readonly [r: number, g: number, b: number];

export function createSheet({ width, height }: Size): Sheet {
  return { width, height, rgb: new Float32Array(3 * width * height), unit: Math.sqrt(width * height) };
}

/**
 * Gives each pixel a colour.
 * @param shade writes it to `out`: x and y in units from the middle, down a share of the height
 */
export function shade(sheet: Sheet, colour: (x: number, y: number, down: number, out: Float32Array) => void): void {
  const { width, height, rgb, unit } = sheet;
  const out = new Float32Array(3);
  for (let row = 0, at = 0; row < height; row += 1) {
    const y = (row + 0.5 - height / 2) / unit;
    const down = (row + 0.5) / height;
    for (let column = 0; column < width; column += 1, at += 3) {
      colour((column + 0.5 - width / 2) / unit, y, down, out);
      rgb[at] = out[0]!;
      rgb[at + 1] = out[1]!;
      rgb[at + 2] = out[2]!;
    }
  }
}

/** A light out of focus; lengths in units, from the middle. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly colour: Rgb;
  /** 0 to 1. */
  readonly opacity: number;
  /** How much brighter its rim is than its middle, 0 to 1. */
  readonly rim: number;
}

/** Lays light over what is there, as a screen of a projector does: nothing gets darker. */
export function lightDisc({ width, height, rgb, unit }: Sheet, { x, y, radius, colour, opacity, rim }: Disc): void {
  const [cx, cy, r] = [x * unit + width / 2, y * unit + height / 2, radius * unit];
  const soft = Math.max(1.5, r * 0.12);
  const reach = r + soft / 2;
  const [top, bottom] = [Math.max(0, Math.floor(cy - reach)), Math.min(height - 1, Math.ceil(cy + reach))];
  const [left, right] = [Math.max(0, Math.floor(cx - reach)), Math.min(width - 1, Math.ceil(cx + reach))];
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const distance = Math.hypot(column + 0.5 - cx, row + 0.5 - cy);
      const inside = smooth((reach - distance) / soft);
      if (inside <= 0) continue;
      const share = opacity * inside * (1 - rim + rim * (distance / r) ** 3);
      const at = 3 * (row * width + column);
      for (let channel = 0; channel < 3; channel += 1) {
        const below = rgb[at + channel]!;
        rgb[at + channel] = below + share * colour[channel]! * (1 - below / 255);
      }
    }
  }
}

/** 0 to 1, with neither end a corner. */
export function smooth(t: number): number {
  const inside = t < 0 ? 0 : t > 1 ? 1 : t;
  return inside * inside * (3 - 2 * inside);
}

export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

/** A colour between two, into `out`. */
export function blend(a: Rgb, b: Rgb, t: number, out: Float32Array): void {
  for (let channel = 0; channel < 3; channel += 1) out[channel] = mix(a[channel]!, b[channel]!, t);
}

/** A colour between several that lie at even distances. @param t 0 to 1 */
export function along(stops: readonly Rgb[], t: number, out: Float32Array): void {
  const at = Math.min(1, Math.max(0, t)) * (stops.length - 1);
  const low = Math.min(stops.length - 2, Math.floor(at));
  blend(stops[low]!, stops[low + 1]!, at - low, out);
}

/** Numbers of 0 to 1, the same for the same seed (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A smooth line without a period, -1 to 1. */
export function wander(x: number, seed: number): number {
  return (
    0.55 * Math.sin(x * 1.9 + seed * 1.7) + 0.3 * Math.sin(x * 4.3 + seed * 5.1) + 0.15 * Math.sin(x * 9.7 + seed * 2.3)
  );
}

/** As words. Each pixel is rounded by a threshold of its own: a wide gradient would show its steps. */
export function packed({ rgb, width, height }: Sheet): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(width * height);
  for (let pixel = 0, at = 0; pixel < words.length; pixel += 1, at += 3) {
    const threshold = (Math.imul(pixel ^ (pixel >>> 7), 0x9e3779b1) >>> 8) / 16777216;
    const r = byte(rgb[at]! + threshold);
    const g = byte(rgb[at + 1]! + threshold);
    const b = byte(rgb[at + 2]! + threshold);
    words[pixel] = (0xff000000 | (b << 16) | (g << 8) | r) >>> 0;
  }
  return words;
}

function byte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : Math.floor(value);
}
