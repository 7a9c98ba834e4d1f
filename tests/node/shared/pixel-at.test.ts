import { describe, expect, it } from 'vitest';
import { pixelAt } from '../../../src/core/geometry/pixel-at.ts';

describe('the pixel under a point', () => {
  const grid = { width: 8, height: 4 };

  it('is the one that the point lies in, row by row', () => {
    expect(pixelAt(grid, 0, 0)).toBe(0);
    expect(pixelAt(grid, 0.99, 0.24)).toBe(7);
    expect(pixelAt(grid, 0.5, 0.5)).toBe(2 * 8 + 4);
  });

  it('is the border’s for a point on the far edge or beyond it', () => {
    expect(pixelAt(grid, 1, 1)).toBe(31);
    expect(pixelAt(grid, -3, 9)).toBe(24);
  });

  it('follows the frame into a letterbox, and never leaves the grid where the frame does', () => {
    expect(pixelAt(grid, 0, 0, { x: 2, y: 0, width: 4, height: 4 })).toBe(2);
    expect(pixelAt(grid, 0.99, 0.99, { x: 2, y: 0, width: 4, height: 4 })).toBe(3 * 8 + 5);
    expect(pixelAt(grid, 0, 0.5, { x: -4, y: 0, width: 16, height: 4 })).toBe(2 * 8);
  });
});
