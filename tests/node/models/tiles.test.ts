import { describe, expect, it } from 'vitest';
import { tilesOver } from '../../../models/features/tiles.ts';

describe('the tiles in which a clip’s frame is labelled', () => {
  it('cover all of it, overlap, and stay inside', () => {
    for (const [width, height, size] of [
      [512, 288, 150],
      [512, 256, 256],
      [151, 150, 150],
    ] as const) {
      const tiles = tilesOver(width, height, size);
      const covered = new Uint8Array(width * height);
      for (const { x, y } of tiles) {
        expect(x >= 0 && y >= 0 && x + size <= width && y + size <= height).toBe(true);
        for (let row = y; row < y + size; row += 1) covered.fill(1, row * width + x, row * width + x + size);
      }
      expect(covered.every((each) => each === 1)).toBe(true);
      const columns = [...new Set(tiles.map(({ x }) => x))];
      columns.slice(1).forEach((x, i) => expect(x - columns[i]!).toBeLessThanOrEqual(Math.ceil(size * 0.7)));
    }
  });

  it('are one where the frame is as large as a tile, or smaller', () => {
    expect(tilesOver(150, 150, 150)).toEqual([{ x: 0, y: 0, size: 150 }]);
    expect(tilesOver(100, 80, 150)).toEqual([{ x: 0, y: 0, size: 150 }]);
  });
});
