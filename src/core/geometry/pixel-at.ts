import type { Placement, Size } from './fit.ts';

/**
 * The row-major index of a grid's pixel under a point of the frame; the nearest one's where the point lies outside.
 * @param x,y 0 to 1 of the frame
 * @param placement where the frame lies in the grid; without it the frame fills it
 */
export function pixelAt(
  { width, height }: Size,
  x: number,
  y: number,
  placement: Placement = { x: 0, y: 0, width, height },
): number {
  const column = clamped(placement.x + x * placement.width, width);
  const row = clamped(placement.y + y * placement.height, height);
  return row * width + column;
}

function clamped(value: number, size: number): number {
  return Math.min(size - 1, Math.max(0, Math.floor(value)));
}
