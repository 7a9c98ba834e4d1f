import type { InputSpec } from '../../../src/core/manifest/manifest.ts';

/** How a channel's value becomes an input value, and where it goes. */
export interface Channel {
  readonly gain: number;
  readonly bias: number;
  readonly offset: number;
}

export type Channels = readonly [Channel, Channel, Channel];

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
