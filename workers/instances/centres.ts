import type { Size } from '../../src/core/geometry/fit.ts';

/** Where a thing is surest to have its middle. */
export interface Centre {
  /** Cell of the grid. */
  readonly x: number;
  readonly y: number;
  /** How sure, 0 to 1. */
  readonly score: number;
}

export interface CentreOptions {
  /** A centre is at least so sure. */
  readonly threshold: number;
  /** A thing's centre is at least so sure: what gathers around a less sure one is none. Default: every centre is. */
  readonly sure?: number;
  /** Of the centres in a square with sides of so many cells the surest counts, and of those that are as sure the first; odd. */
  readonly window: number;
  /** So many, the surest, count at most. */
  readonly topK: number;
}

/**
 * The maxima of a map of heat, the surest first.
 * @param heat height × width; what is no number is no heat
 */
export function findCentres(
  heat: Float32Array,
  { width, height }: Size,
  { threshold, window, topK }: CentreOptions,
): Centre[] {
  const least = Math.fround(threshold);
  const reach = (window - 1) / 2;
  const at: number[] = [];
  for (let cell = 0; cell < width * height; cell += 1) {
    // most of the map is cold, or no number
    if (!(heat[cell]! >= least)) continue;
    const own = heatAt(heat, cell);
    if (own >= least && isHighest(cell, own)) at.push(cell);
  }
  return at
    .sort((a, b) => heatAt(heat, b) - heatAt(heat, a) || a - b)
    .slice(0, topK)
    .map((cell) => ({ x: cell % width, y: Math.floor(cell / width), score: Math.min(1, heatAt(heat, cell)) }));

  function isHighest(cell: number, own: number): boolean {
    const column = cell % width;
    const row = Math.floor(cell / width);
    const right = Math.min(width - 1, column + reach);
    const bottom = Math.min(height - 1, row + reach);
    for (let y = Math.max(0, row - reach); y <= bottom; y += 1) {
      for (let other = y * width + Math.max(0, column - reach); other <= y * width + right; other += 1) {
        const beside = heatAt(heat, other);
        if (beside > own || (beside === own && other < cell)) return false;
      }
    }
    return true;
  }
}

function heatAt(heat: Float32Array, cell: number): number {
  const value = heat[cell]!;
  return value > 0 && value < Infinity ? value : 0;
}
