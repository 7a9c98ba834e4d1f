import type { Blending } from '../../../workers/compositor/blend.ts';

/** Picture and label colours, a byte at a time. */
export function naiveBlend(palette: Uint32Array, given: Blending): number[] {
  const { size, words, labels, raw, split, opacity, mirrored } = given;
  const share = Math.round(opacity * 256);
  const byte = (word: number, channel: number): number => (word >>> (8 * channel)) & 255;
  const drawn = [];
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      const at = y * size.width + (mirrored ? size.width - 1 - x : x);
      const ids = raw && x < split ? raw : labels;
      for (const channel of [0, 1, 2]) {
        const own = byte(words[at]!, channel);
        const colour = ids ? byte(palette[ids[at]!]!, channel) : 0;
        drawn.push(ids ? Math.floor((own * (256 - share) + colour * share) / 256) : own);
      }
      drawn.push(255);
    }
  }
  return drawn;
}
