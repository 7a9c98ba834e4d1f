import type { Placement, Size } from '../../../src/core/geometry/fit.ts';
import type { InputSpec } from '../../../src/core/manifest/manifest.ts';
import type { InputArray } from '../../../src/core/manifest/model-input.ts';
import { parseColour } from '../../../src/core/labels/palette.ts';
import { createArena } from '../../simd/arena.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import { createGrid, type Grid } from './grid.ts';
import { toChannels, type Channels } from './channels.ts';
import { createSampler, type Order } from './sampler.ts';

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

/** @param arena where pictures lie, if they lie in one */
export function createPreprocess(spec: InputSpec, arena = createArena()): Preprocess {
  const { width, height } = spec;
  const luma = new Float32Array(width * height);
  const channels = toChannels(spec);
  const { colours, step, alpha, grey } = channels;
  const order = orderOf(channels);
  const sampler = createSampler(colours, order, arena);
  // a colour's place; of pixels that come whole the first one's
  const written = grey || order !== 'planes' ? [0] : colours.map(({ offset }) => offset);
  const values = order === 'planes' ? 1 : step;
  let grid: Grid | null = null;
  return {
    luma,
    run(pixels, shown, input) {
      const out = input instanceof Uint8Array ? rounding(input) : input;
      if (!grid || !grid.fits(pixels, shown)) {
        grid = createGrid(spec, pixels, shown);
        if (spec.fit.mode === 'letterbox') pad(spec, channels, out, luma);
        // of a picture that is opaque it stays the same
        if (alpha) fill(out, alpha.offset, step, width * height, alpha.value);
      }
      const samples = sampler.run(pixels, grid);
      const { window } = grid;
      if (grey) addUp(samples.colours);
      written.forEach((offset, index) => spread(samples.colours[index]!, window, width, out, { offset, step, values }));
      spread(samples.luma, window, width, luma, { offset: 0, step: 1, values: 1 });
    },
  };
}

/** Three channels, pixel by pixel, come from the kernel as they are wanted. */
function orderOf({ colours: [red, , blue], step, grey, alpha }: Channels): Order {
  if (step === 1 || grey || alpha) return 'planes';
  return red.offset < blue.offset ? 'rgb' : 'bgr';
}

/** Where a window's values belong. */
interface Target {
  readonly offset: number;
  /** From one pixel to the next. */
  readonly step: number;
  /** Of a pixel, one behind another. */
  readonly values: number;
}

/** Puts the values of a window where they belong in the whole. */
function spread(from: Float32Array, window: Placement, width: number, out: Written, to: Target): void {
  const { offset, step, values } = to;
  const start = offset + (window.y * width + window.x) * step;
  if (step === values && window.width === width) {
    out.set(from, start);
    return;
  }
  const row = window.width * values;
  for (let y = 0; y < window.height; y += 1) {
    let at = start + y * width * step;
    if (step === values) out.set(from.subarray(y * row, (y + 1) * row), at);
    else for (let i = y * row; i < (y + 1) * row; i += 1, at += step) out[at] = from[i]!;
  }
}

/** The same bytes, to which what is written is rounded; a plain byte array would cut fractions off and wrap around. */
function rounding({ buffer, byteOffset, length }: Uint8Array<ArrayBuffer>): Uint8ClampedArray<ArrayBuffer> {
  return new Uint8ClampedArray(buffer, byteOffset, length);
}

/** The bars around a letterboxed picture. */
function pad(
  { width, height, fit }: InputSpec,
  { colours, step, grey }: Channels,
  out: Written,
  luma: Float32Array,
): void {
  const values = parseColour(fit.colour).map((value, index) => value * colours[index]!.gain + colours[index]!.bias);
  const bars = grey ? [values.reduce((sum, value) => sum + value, 0)] : values;
  luma.fill(0);
  bars.forEach((value, index) => fill(out, colours[index]!.offset, step, width * height, value));
}

function fill(out: Written, offset: number, step: number, pixels: number, value: number): void {
  for (let pixel = 0, at = offset; pixel < pixels; pixel += 1, at += step) out[at] = value;
}

/** Red's, green's and blue's parts of the luma, into the first. */
function addUp([red, green, blue]: readonly Float32Array[]): void {
  for (let i = 0; i < red!.length; i += 1) red![i] = red![i]! + green![i]! + blue![i]!;
}
