import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import type { InputSpec } from '../../../src/core/manifest/manifest.ts';
import type { InputArray } from '../../../src/core/manifest/model-input.ts';
import { toChannels } from './channels.ts';

/** Two networks look at the whole picture in the same pixels, whatever numbers they make of them. */
export function seesTheSame(one: InputSpec, other: InputSpec): boolean {
  const stretched = one.fit.mode === 'stretch' && other.fit.mode === 'stretch';
  return stretched && one.width === other.width && one.height === other.height;
}

/**
 * What a network was given, as a picture again, in its size: to within half a level what `preprocess` had made of the frame.
 * @returns null where the network sees no colours
 */
export function createSeen(spec: InputSpec): ((input: InputArray) => Pixels) | null {
  const { colours, step, grey } = toChannels(spec);
  if (grey) return null;
  const { width, height } = spec;
  const bytes = new Uint8ClampedArray(4 * width * height).fill(255);
  const words = new Uint32Array(bytes.buffer);
  return (input) => {
    colours.forEach(({ gain, bias, offset }, channel) => {
      const scale = 1 / gain;
      for (let i = 0; i < width * height; i += 1) bytes[4 * i + channel] = (input[offset + i * step]! - bias) * scale;
    });
    return { width, height, words };
  };
}
