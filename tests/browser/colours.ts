import { expect } from 'vitest';
import type { Rgb } from './models/own-model.ts';

/** Red, green, blue and grey, a quarter each, as in the clips `colours-….mp4`. */
export const COLOURS: readonly Rgb[] = [
  [200, 40, 40],
  [40, 180, 60],
  [50, 70, 200],
  [128, 128, 128],
];
export const WIDTH = 60;
export const HEIGHT = 44;

/** Which colour lies in each quarter, from the upper left to the lower right, after a turn clockwise. */
export const TURNED: Readonly<Record<number, readonly number[]>> = {
  0: [0, 1, 2, 3],
  90: [2, 0, 3, 1],
  180: [3, 2, 1, 0],
  270: [1, 3, 0, 2],
};

export function colourAt(x: number, y: number): Rgb {
  return COLOURS[(x < WIDTH / 2 ? 0 : 1) + (y < HEIGHT / 2 ? 0 : 2)]!;
}

/** The colours in the middle of each quarter. @param at the colour of a pixel */
export function quartersOf(width: number, height: number, at: (x: number, y: number) => readonly number[]): number[][] {
  return [0, 1, 2, 3].map((place) => [
    ...at(Math.floor((0.25 + 0.5 * (place % 2)) * width), Math.floor((0.25 + 0.5 * (place >> 1)) * height)),
  ]);
}

/** @param far as much as an encoder, or libyuv's blue, may be away */
export function expectColours(quarters: readonly (readonly number[])[], order: readonly number[], far = 9): void {
  const expected = order.map((place) => COLOURS[place]!);
  const near = quarters.map((colour, place) =>
    colour.map((value, channel) => Math.abs(value - expected[place]![channel]!)),
  );
  expect(Math.max(...near.flat()), `${quarters.join(' / ')} for ${expected.join(' / ')}`).toBeLessThanOrEqual(far);
}

/** A clip that is to be shown turned clockwise: its track's matrix says so. */
export async function turned(clip: Blob, degrees: number): Promise<File> {
  const bytes = new Uint8Array(await clip.arrayBuffer());
  const at = bytes.findIndex((_, i) => String.fromCharCode(...bytes.subarray(i, i + 4)) === 'tkhd') + 4;
  const [cos = 0, sin = 0] = { 0: [1, 0], 90: [0, 1], 180: [-1, 0], 270: [0, -1] }[degrees] ?? [];
  const view = new DataView(bytes.buffer);
  [cos, sin, 0, -sin, cos].forEach((value, place) => view.setInt32(at + 40 + 4 * place, value * 65536));
  return new File([bytes], `turned by ${degrees}.mp4`, { type: 'video/mp4' });
}

interface Samples {
  readonly format: 'I420' | 'NV12';
  readonly matrix: 'bt709' | 'smpte170m';
  readonly fullRange: boolean;
}

/** The four colours as a decoder would hand them out. */
export function planarFrame({ format, matrix, fullRange }: Samples): VideoFrame {
  const [kr, kb] = matrix === 'bt709' ? [0.2126, 0.0722] : [0.299, 0.114];
  const sample = ([r, g, b]: Rgb): Rgb => {
    const luma = kr * r + (1 - kr - kb) * g + kb * b;
    const [u, v] = [(b - luma) / (2 - 2 * kb), (r - luma) / (2 - 2 * kr)];
    return fullRange
      ? [luma, 128 + u, 128 + v]
      : [16 + (luma * 219) / 255, 128 + (u * 224) / 255, 128 + (v * 224) / 255];
  };
  const luma = Array.from({ length: WIDTH * HEIGHT }, (_, i) => sample(colourAt(i % WIDTH, Math.floor(i / WIDTH)))[0]);
  const chroma = Array.from({ length: (WIDTH * HEIGHT) / 4 }, (_, i) => {
    const [, u, v] = sample(colourAt((2 * i) % WIDTH, 2 * Math.floor((2 * i) / WIDTH)));
    return [u, v] as const;
  });
  const planes = format === 'NV12' ? chroma.flat() : [...chroma.map(([u]) => u), ...chroma.map(([, v]) => v)];
  return new VideoFrame(Uint8Array.from([...luma, ...planes].map(Math.round)), {
    format,
    codedWidth: WIDTH,
    codedHeight: HEIGHT,
    timestamp: 0,
    // others would be brought to the screen's by a graphics device
    colorSpace: { matrix, fullRange, primaries: 'bt709', transfer: 'bt709' },
  });
}
