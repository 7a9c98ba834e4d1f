import type { Size } from '../../src/core/geometry/fit.ts';

/**
 * A picture as encoders take it: I420, BT.709, limited range (16 to 235, 240 for chroma; Rec. ITU-R BT.709-6), each chroma sample the mean of
 * its four pixels.
 * @param words RGBA, `stride` × height, row-major
 * @param size even; what is beyond it is left out
 */
export function toI420(words: Uint32Array, stride: number, { width, height }: Size, out: Uint8Array): void {
  const [u, v] = [width * height, width * height + (width * height) / 4];
  for (let y = 0, chroma = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2, chroma += 1) {
      let [red, green, blue] = [0, 0, 0];
      for (let dy = 0; dy < 2; dy += 1) {
        for (let dx = 0; dx < 2; dx += 1) {
          const word = words[(y + dy) * stride + x + dx]!;
          const [r, g, b] = [word & 255, (word >>> 8) & 255, (word >>> 16) & 255];
          // shares in 65,536ths
          out[(y + dy) * width + x + dx] = (11966 * r + 40254 * g + 4064 * b + 1_081_344) >> 16;
          red += r;
          green += g;
          blue += b;
        }
      }
      out[u + chroma] = (-6596 * red - 22_189 * green + 28_784 * blue + 4 * 8_421_376) >> 18;
      out[v + chroma] = (28_784 * red - 26_145 * green - 2639 * blue + 4 * 8_421_376) >> 18;
    }
  }
}
