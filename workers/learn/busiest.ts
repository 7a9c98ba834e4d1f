import { elementsOf, type Tensor } from '../../src/core/tensor/tensor.ts';
import type { DepthMaps } from '../../src/protocol/maps.ts';

/** Below this share of the greatest spread a channel says nothing. */
const FLAT = 1e-6;

/**
 * Of a tensor of maps the channels whose values are spread most, each brought to bytes by itself.
 * @param tensor 1 × channels × height × width; with `last`, 1 × height × width × channels
 */
export function busiest(tensor: Tensor, stride: number, count: number, last = false): DepthMaps {
  const [, second = 1, third = 1, fourth = 1] = tensor.dims;
  const [channels, height, width] = last ? [fourth, second, third] : [second, third, fourth];
  const data = tensor.data as Float32Array;
  const places = width * height;
  if (elementsOf(tensor.dims) !== places * channels) throw new Error('These are no maps of one picture.');
  const value = (channel: number, place: number): number =>
    data[last ? place * channels + channel : channel * places + place]!;
  const spread = Array.from({ length: channels }, (_, channel) => variance(channel));
  const most = Math.max(...spread);
  const shown = spread
    .map((each, channel) => ({ each, channel }))
    .filter(({ each }) => each > most * FLAT)
    .sort((a, b) => b.each - a.each || a.channel - b.channel)
    .slice(0, count)
    .map(({ channel }) => ({ channel, values: inBytes(channel) }));
  return { stride, width, height, channels, shown };

  function variance(channel: number): number {
    let sum = 0;
    let squares = 0;
    for (let place = 0; place < places; place += 1) {
      const each = value(channel, place);
      sum += each;
      squares += each * each;
    }
    return Math.max(0, squares / places - (sum / places) ** 2);
  }

  function inBytes(channel: number): Uint8Array<ArrayBuffer> {
    let least = Infinity;
    let greatest = -Infinity;
    for (let place = 0; place < places; place += 1) {
      const each = value(channel, place);
      least = Math.min(least, each);
      greatest = Math.max(greatest, each);
    }
    const scale = 255 / Math.max(greatest - least, Number.MIN_VALUE);
    return Uint8Array.from({ length: places }, (_, place) => Math.round((value(channel, place) - least) * scale));
  }
}
