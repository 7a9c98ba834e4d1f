import { CHANNELS } from '../../../src/core/manifest/base.ts';
import type { InputSpec } from '../../../src/core/manifest/manifest.ts';

/** Turns a model's input around, left for right, in place. */
export function flipInput(input: Float32Array | Uint8Array, { width, height, layout, colour }: InputSpec): void {
  const planes = layout === 'NCHW' ? CHANNELS[colour] : 1;
  const channels = layout === 'NCHW' ? 1 : CHANNELS[colour];
  for (let row = 0; row < planes * height; row += 1) {
    const from = row * width * channels;
    for (let left = 0, right = width - 1; left < right; left += 1, right -= 1) {
      for (let c = 0; c < channels; c += 1) {
        const a = from + left * channels + c;
        const b = from + right * channels + c;
        const value = input[a]!;
        input[a] = input[b]!;
        input[b] = value;
      }
    }
  }
}
