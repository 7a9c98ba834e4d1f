import { axis, type Axis } from '../../../src/shared/bilinear.ts';
import { place, type Placement, type Size } from '../../../src/shared/fit.ts';
import type { InputSpec } from '../../../src/shared/manifest.ts';
import { parseColour } from '../../../src/shared/palette.ts';
import type { Pixels } from './pixels.ts';

export type InputArray = Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

export interface Preprocess {
  /** Luma of the input, 0 to 255, height × width, after `run`. */
  readonly luma: Float32Array;
  /**
   * Brings a picture to the model's input: bilinear with pixel centres at half units, `(value · scale − mean) / std`, in
   * the model's layout and channel order; bytes are rounded and held within 0 to 255. Opaque pixels only; alpha is ignored.
   * @param shown size of the frame as shown, which decides its shape under `letterbox` and `cover`
   */
  run(pixels: Pixels, shown: Size, out: InputArray): void;
}

/** What the loops write to. */
type Written = Float32Array | Uint8ClampedArray;

/** How a channel's value becomes an input value, and where it goes. */
interface Channel {
  readonly gain: number;
  readonly bias: number;
  readonly offset: number;
}

export function createPreprocess(spec: InputSpec): Preprocess {
  const { width, height } = spec;
  const luma = new Float32Array(width * height);
  const channels = toChannels(spec);
  const step = spec.layout === 'NCHW' ? 1 : 3;
  let grid: Grid | null = null;
  return {
    luma,
    run(pixels, shown, input) {
      const out = input instanceof Uint8Array ? rounding(input) : input;
      if (!grid || !grid.fits(pixels, shown)) {
        grid = createGrid(spec, pixels, shown);
        if (spec.fit.mode === 'letterbox') pad(spec, channels, step, out, luma);
      }
      const { columns, rows, window } = grid;
      if (grid.unchanged) copy(pixels, window, width, channels, step, out, luma);
      else resample(pixels, columns, rows, window, width, channels, step, out, luma);
    },
  };
}

export interface Grid {
  readonly columns: Axis;
  readonly rows: Axis;
  /** The part of the input that the picture covers, whole pixels. */
  readonly window: Placement;
  /** True where each of the picture's pixels is one of the input's: nothing is scaled, shifted or cut off. */
  readonly unchanged: boolean;
  fits(pixels: Size, shown: Size): boolean;
}

export function createGrid({ width, height, fit }: InputSpec, pixels: Size, shown: Size): Grid {
  const at = place(fit.mode, shown, { width, height });
  const left = Math.max(0, Math.round(at.x));
  const top = Math.max(0, Math.round(at.y));
  const right = Math.min(width, Math.round(at.x + at.width));
  const bottom = Math.min(height, Math.round(at.y + at.height));
  const window = { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
  const sx = pixels.width / at.width;
  const sy = pixels.height / at.height;
  return {
    columns: axis(window.width, (left - at.x) * sx, window.width * sx, pixels.width),
    rows: axis(window.height, (top - at.y) * sy, window.height * sy, pixels.height),
    window,
    unchanged: [at.x - left, at.y - top, at.width - pixels.width, at.height - pixels.height].every(isNothing),
    fits: (other, otherShown) => isSize(other, pixels) && isSize(otherShown, shown),
  };
}

function isSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

/** Up to floating point. */
function isNothing(length: number): boolean {
  return Math.abs(length) < 1e-6;
}

/** The same bytes, to which what is written is rounded; a plain byte array would cut fractions off and wrap around. */
function rounding({ buffer, byteOffset, length }: Uint8Array<ArrayBuffer>): Uint8ClampedArray<ArrayBuffer> {
  return new Uint8ClampedArray(buffer, byteOffset, length);
}

type Channels = readonly [Channel, Channel, Channel];

/** For R, G and B. `mean` and `std` stand in the model's own channel order. */
export function toChannels({ scale, mean, std, colour, layout, width, height }: InputSpec): Channels {
  const stride = layout === 'NCHW' ? width * height : 1;
  const channel = (place: 0 | 1 | 2): Channel => ({
    gain: scale / std[place],
    bias: -mean[place] / std[place],
    offset: place * stride,
  });
  return colour === 'RGB' ? [channel(0), channel(1), channel(2)] : [channel(2), channel(1), channel(0)];
}

/** (2 R + 5 G + B) / 8 is close enough to Rec. 601 to tell motion from rest. */
function copy(
  { words }: Pixels,
  window: Placement,
  width: number,
  [r, g, b]: Channels,
  step: number,
  out: Written,
  luma: Float32Array,
): void {
  const { gain: rg, bias: rb, offset: ro } = r;
  const { gain: gg, bias: gb, offset: go } = g;
  const { gain: bg, bias: bb, offset: bo } = b;
  for (let y = 0, from = 0; y < window.height; y += 1) {
    let pixel = (window.y + y) * width + window.x;
    for (let x = 0; x < window.width; x += 1, from += 1, pixel += 1) {
      const word = words[from]!;
      const red = word & 255;
      const green = (word >>> 8) & 255;
      const blue = (word >>> 16) & 255;
      const at = pixel * step;
      out[ro + at] = red * rg + rb;
      out[go + at] = green * gg + gb;
      out[bo + at] = blue * bg + bb;
      luma[pixel] = (2 * red + 5 * green + blue) * 0.125;
    }
  }
}

function resample(
  pixels: Pixels,
  columns: Axis,
  rows: Axis,
  window: Placement,
  width: number,
  [r, g, b]: Channels,
  step: number,
  out: Written,
  luma: Float32Array,
): void {
  const { words } = pixels;
  const { low, high, weight } = columns;
  const { gain: rg, bias: rb, offset: ro } = r;
  const { gain: gg, bias: gb, offset: go } = g;
  const { gain: bg, bias: bb, offset: bo } = b;
  for (let y = 0; y < window.height; y += 1) {
    const top = rows.low[y]! * pixels.width;
    const bottom = rows.high[y]! * pixels.width;
    const fy = rows.weight[y]!;
    let pixel = (window.y + y) * width + window.x;
    for (let x = 0; x < window.width; x += 1, pixel += 1) {
      const left = low[x]!;
      const right = high[x]!;
      const fx = weight[x]!;
      const p = words[top + left]!;
      const q = words[top + right]!;
      const s = words[bottom + left]!;
      const t = words[bottom + right]!;
      const wq = fx * (1 - fy);
      const ws = (1 - fx) * fy;
      const wt = fx * fy;
      const wp = 1 - wq - ws - wt;
      const red = (p & 255) * wp + (q & 255) * wq + (s & 255) * ws + (t & 255) * wt;
      const green = ((p >>> 8) & 255) * wp + ((q >>> 8) & 255) * wq + ((s >>> 8) & 255) * ws + ((t >>> 8) & 255) * wt;
      const blue =
        ((p >>> 16) & 255) * wp + ((q >>> 16) & 255) * wq + ((s >>> 16) & 255) * ws + ((t >>> 16) & 255) * wt;
      const at = pixel * step;
      out[ro + at] = red * rg + rb;
      out[go + at] = green * gg + gb;
      out[bo + at] = blue * bg + bb;
      luma[pixel] = (2 * red + 5 * green + blue) * 0.125;
    }
  }
}

/** The bars around a letterboxed picture. */
function pad(
  { width, height, fit }: InputSpec,
  channels: Channels,
  step: number,
  out: Written,
  luma: Float32Array,
): void {
  const values = parseColour(fit.colour);
  luma.fill(0);
  channels.forEach(({ gain, bias, offset }, index) => {
    const value = (values[index] ?? 0) * gain + bias;
    for (let pixel = 0; pixel < width * height; pixel += 1) out[offset + pixel * step] = value;
  });
}
