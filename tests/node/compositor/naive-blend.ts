import type { Size } from '../../../src/core/geometry/fit.ts';
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
        const colour = ids
          ? Math.floor(meanAround(size, at, (near) => byte(palette[ids[near]!]!, channel) * share) + 0.5)
          : 0;
        drawn.push(ids ? Math.floor((own * (256 - share) + colour) / 256) : own);
      }
      drawn.push(255);
    }
  }
  return drawn;
}

/** The mean of the 3 × 3 pixels around, weighed 1, 2, 1 in both directions; beyond a side is what lies at it. */
export function meanAround({ width, height }: Size, at: number, value: (near: number) => number): number {
  const [x, y] = [at % width, Math.floor(at / width)];
  let sum = 0;
  for (const dy of [-1, 0, 1]) {
    for (const dx of [-1, 0, 1]) {
      const column = Math.min(width - 1, Math.max(0, x + dx));
      const row = Math.min(height - 1, Math.max(0, y + dy));
      sum += (2 - Math.abs(dx)) * (2 - Math.abs(dy)) * value(row * width + column);
    }
  }
  return sum / 16;
}
