import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { BLOCK, blockMeans } from '../../../src/core/geometry/block-means.ts';

/** Pixel by pixel; luma of whole numbers, whose sums are exact in any order. */
function naive(values: Float32Array, width: number, height: number, column: number, row: number): number {
  const own = [];
  for (let y = row * BLOCK; y < Math.min(height, (row + 1) * BLOCK); y += 1) {
    for (let x = column * BLOCK; x < Math.min(width, (column + 1) * BLOCK); x += 1) own.push(values[y * width + x]!);
  }
  return Math.fround(own.reduce((sum, value) => sum + value, 0) / own.length);
}

it('the means of blocks are those of their pixels, with the rest at the edges or without it', () => {
  const pictures = fc.record({ width: fc.integer({ min: 4, max: 19 }), height: fc.integer({ min: 4, max: 19 }) });
  fc.assert(
    fc.property(pictures, fc.boolean(), fc.integer({ min: 1, max: 97 }), ({ width, height }, all, step) => {
      const values = Float32Array.from({ length: width * height }, (_, i) => (i * step) % 256);
      const round = all ? Math.ceil : Math.floor;
      const [columns, rows] = [round(width / BLOCK), round(height / BLOCK)];
      const out = new Float32Array(columns * rows).fill(NaN);
      blockMeans(values, width, height, columns, rows, out);
      expect([...out]).toEqual(
        [...out].map((_, i) => naive(values, width, height, i % columns, Math.floor(i / columns))),
      );
    }),
  );
});
