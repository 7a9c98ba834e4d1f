import type { Packed } from '../../../workers/frames/unpack.ts';

export type Colour = readonly [red: number, green: number, blue: number];

const WEIGHTS: Record<string, readonly [number, number]> = {
  bt709: [0.2126, 0.0722],
  smpte170m: [0.299, 0.114],
  bt470bg: [0.299, 0.114],
  'bt2020-ncl': [0.2627, 0.0593],
};

/** A pixel of a picture in planes, as the standards have it, in fractions; blue as libyuv has it (chroma weighs 2 at most). */
export function naiveColour({ bytes, layout, format, colours }: Packed, x: number, y: number): Colour {
  if (format.kind === 'words') {
    const at = layout[0]!.offset + y * layout[0]!.stride + 4 * x;
    const [first = 0, green = 0, third = 0] = bytes.subarray(at, at + 3);
    return format.swapped ? [third, green, first] : [first, green, third];
  }
  const deep = format.bits > 8;
  const sample = (plane: number, column: number, row: number): number => {
    const { offset, stride } = layout[plane]!;
    const at = offset + row * stride + column * (deep ? 2 : 1);
    return deep ? (bytes[at]! + 256 * bytes[at + 1]!) / 2 ** (format.bits - 8) : bytes[at]!;
  };
  const [cx, cy] = [x >> format.shiftX, y >> format.shiftY];
  const luma = sample(0, x, y);
  const u = (format.paired ? sample(1, 2 * cx, cy) : sample(1, cx, cy)) - 128;
  const v = (format.paired ? sample(1, 2 * cx + 1, cy) : sample(2, cx, cy)) - 128;
  const [kr, kb] = WEIGHTS[colours.matrix ?? 'smpte170m']!;
  const kg = 1 - kr - kb;
  const bright = colours.fullRange ? luma : ((luma - 16) * 255) / 219;
  const chroma = colours.fullRange ? 1 : 255 / 224;
  const red = 2 * (1 - kr) * chroma;
  const blue = 2 * (1 - kb) * chroma;
  const held = (value: number): number => Math.min(255, Math.max(0, value));
  return [
    held(bright + red * v),
    held(bright - ((blue * kb) / kg) * u - ((red * kr) / kg) * v),
    held(bright + Math.min(2, blue) * u),
  ];
}
