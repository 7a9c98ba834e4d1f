import type { CrfOptions } from './options.ts';
import { CRF_DEFAULTS } from './options.ts';

/** 2σ² of the kernels' Gaussians over distance, in pixels of the grid, squared. */
export const APPEARANCE_REACH = 4.5;
export const SMOOTHNESS_REACH = 2;

/** A pixel of the window around one, itself left out. */
export interface Neighbour {
  readonly dx: number;
  readonly dy: number;
  /** By distance alone, for the appearance and for the smoothness. */
  readonly alike: number;
  readonly smooth: number;
}

export type Settings = Required<{ [Name in keyof CrfOptions]: number }>;

export function settingsOf({ iterations, radius, appearance, contrast, smoothness }: CrfOptions): Settings {
  return {
    iterations,
    radius: radius ?? CRF_DEFAULTS.radius,
    appearance: appearance ?? CRF_DEFAULTS.appearance,
    contrast: contrast ?? CRF_DEFAULTS.contrast,
    smoothness: smoothness ?? CRF_DEFAULTS.smoothness,
  };
}

/** Row by row. */
export function windowOf(radius: number): Neighbour[] {
  const neighbours: Neighbour[] = [];
  for (let dy = -radius; dy <= radius; dy += 1) {
    for (let dx = -radius; dx <= radius; dx += 1) {
      const distance = dx * dx + dy * dy;
      if (distance === 0) continue;
      const alike = Math.exp(-distance / APPEARANCE_REACH);
      neighbours.push({ dx, dy, alike, smooth: Math.exp(-distance / SMOOTHNESS_REACH) });
    }
  }
  return neighbours;
}
