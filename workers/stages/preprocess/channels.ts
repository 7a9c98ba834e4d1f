import { CHANNELS } from '../../../src/core/manifest/base.ts';
import type { InputSpec } from '../../../src/core/manifest/manifest.ts';

/** How a channel's value becomes an input value, and where it goes. */
export interface Channel {
  readonly gain: number;
  readonly bias: number;
  readonly offset: number;
}

/** How a pixel reaches a model's input. */
export interface Channels {
  /** For R, G and B. */
  readonly colours: readonly [Channel, Channel, Channel];
  /** From one pixel's value to the next one's. */
  readonly step: number;
  /** True: the colours' values are parts of a luma, and their sum goes where the first one goes. */
  readonly grey: boolean;
  /** A fourth channel, whose value is the same everywhere; null: there is none. */
  readonly alpha: { readonly offset: number; readonly value: number } | null;
}

/** What red, green and blue weigh in a grey picture (Rec. 601), as in OpenCV, Pillow and TensorFlow. */
const LUMA = [0.299, 0.587, 0.114] as const;

/** `mean` and `std` stand in the model's own channel order. */
export function toChannels({ scale, mean, std, colour, layout, width, height }: InputSpec): Channels {
  const planar = layout === 'NCHW';
  const stride = planar ? width * height : 1;
  const channel = (place: number): Channel => ({
    gain: scale / std[place]!,
    bias: -mean[place]! / std[place]!,
    offset: place * stride,
  });
  const count = CHANNELS[colour];
  const step = planar ? 1 : count;
  if (count === 1) {
    const { gain, bias } = channel(0);
    const part = (weight: number, own: number): Channel => ({ gain: gain * weight, bias: own, offset: 0 });
    return { colours: [part(LUMA[0], bias), part(LUMA[1], 0), part(LUMA[2], 0)], step, grey: true, alpha: null };
  }
  const [first, second, third] = [channel(0), channel(1), channel(2)];
  const reversed = colour === 'BGR' || colour === 'BGRA';
  const last = count === 4 ? channel(3) : null;
  return {
    colours: reversed ? [third, second, first] : [first, second, third],
    step,
    grey: false,
    alpha: last && { offset: last.offset, value: 255 * last.gain + last.bias },
  };
}
