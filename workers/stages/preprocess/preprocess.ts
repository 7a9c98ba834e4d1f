import { place } from '../../../src/shared/fit.ts';
import type { InputSpec } from '../../../src/shared/manifest.ts';

export type InputArray = Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;
export type Picture = VideoFrame | ImageBitmap | ImageData | OffscreenCanvas;

export interface Preprocess {
  /** RGBA of the model's input, after `capture`. */
  readonly pixels: Uint8ClampedArray;
  /**
   * Brings a picture to the model's input size (bilinear, no prefilter).
   * @param width,height of the picture as shown, pixels
   */
  capture(picture: Picture, width: number, height: number): void;
  /** Writes `(value · scale − mean) / std` of each channel into the tensor's array, in the model's layout and order. */
  normalise(out: InputArray): void;
}

export function createPreprocess(spec: InputSpec): Preprocess {
  const { width, height } = spec;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context) throw new Error('No 2D canvas could be had in the worker.');
  const tables = channelTables(spec);
  const write = spec.layout === 'NCHW' ? writePlanar : writeInterleaved;
  let pixels: Uint8ClampedArray = new Uint8ClampedArray(width * height * 4);
  let staging: OffscreenCanvas | null = null;
  return {
    get pixels() {
      return pixels;
    },
    capture(picture, frameWidth, frameHeight) {
      if (picture instanceof ImageData && picture.width === width && picture.height === height && isOpaque(picture)) {
        pixels = picture.data;
        return;
      }
      const at = place(spec.fit.mode, { width: frameWidth, height: frameHeight }, spec);
      if (spec.fit.mode !== 'stretch' || !(picture instanceof VideoFrame)) {
        context.fillStyle = spec.fit.colour;
        context.fillRect(0, 0, width, height);
      }
      const drawable = picture instanceof ImageData ? (staging = staged(picture, staging)) : picture;
      context.drawImage(drawable, at.x, at.y, at.width, at.height);
      pixels = context.getImageData(0, 0, width, height).data;
    },
    normalise(out) {
      write(pixels, tables, out, spec.colour === 'BGR');
    },
  };
}

/** What each 8-bit value becomes, for R, G and B. `mean` and `std` stand in the model's own channel order. */
function channelTables({ scale, mean, std, colour, type }: InputSpec): [Float32Array, Float32Array, Float32Array] {
  const table = (channel: 0 | 1 | 2): Float32Array =>
    Float32Array.from({ length: 256 }, (_, value) => {
      const x = (value * (type === 'uint8' ? 1 : scale) - mean[channel]) / std[channel];
      return x;
    });
  return colour === 'RGB' ? [table(0), table(1), table(2)] : [table(2), table(1), table(0)];
}

type Tables = readonly [Float32Array, Float32Array, Float32Array];

function writePlanar(pixels: Uint8ClampedArray, [r, g, b]: Tables, out: InputArray, bgr: boolean): void {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length >> 2);
  const n = words.length;
  const red = bgr ? 2 * n : 0;
  const blue = bgr ? 0 : 2 * n;
  for (let i = 0; i < n; i += 1) {
    const word = words[i]!;
    out[red + i] = r[word & 255]!;
    out[n + i] = g[(word >>> 8) & 255]!;
    out[blue + i] = b[(word >>> 16) & 255]!;
  }
}

function writeInterleaved(pixels: Uint8ClampedArray, [r, g, b]: Tables, out: InputArray, bgr: boolean): void {
  const red = bgr ? 2 : 0;
  const blue = bgr ? 0 : 2;
  for (let i = 0, at = 0; i < pixels.length; i += 4, at += 3) {
    out[at + red] = r[pixels[i]!]!;
    out[at + 1] = g[pixels[i + 1]!]!;
    out[at + blue] = b[pixels[i + 2]!]!;
  }
}

function isOpaque({ data }: ImageData): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return false;
  return true;
}

function staged(picture: ImageData, old: OffscreenCanvas | null): OffscreenCanvas {
  const canvas = old ?? new OffscreenCanvas(picture.width, picture.height);
  if (canvas.width !== picture.width) canvas.width = picture.width;
  if (canvas.height !== picture.height) canvas.height = picture.height;
  canvas.getContext('2d', { willReadFrequently: true })?.putImageData(picture, 0, 0);
  return canvas;
}
