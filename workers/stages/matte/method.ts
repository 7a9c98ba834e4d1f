import type { Size } from '../../../src/core/geometry/fit.ts';

/** The grid on which colours in front and behind are estimated has at most so many cells a side. */
const LONGEST = 256;

/** Cells of the windows in which surely known pixels are looked for: near ones count, far ones where there are no near ones. */
export const WINDOWS = [
  { radius: 2, share: 1 },
  { radius: 5, share: 0.1 },
  { radius: 14, share: 0.01 },
] as const;

/** Weights are whole numbers of this part of 1. */
export const UNIT = 1 / 16384;

/** What the two executors share; colours are 0 to 255. */
export const METHOD = {
  /** Probability above which a cell counts as surely in front, and 1 less below which as surely behind. */
  sure: 0.83,
  /** A cell is left alone where it and its neighbours are this close to 0 or 1. */
  doubt: 0.05,
  /** Variance of a camera's noise, with what colours differ by at least to be told apart. */
  noise: 300,
  /** Variance of the model's probability around the true opacity. */
  trust: 0.06,
  /** The same where it is the mean of a cell. */
  blur: 0.005,
  /** The prior opacity is a step from here to 1 less. */
  soft: 0.1,
  /** Opacities at and below count as 0, at and above as 1: neither noise nor texture shows through. */
  low: 0.06,
  high: 0.96,
  /** Change of a cell's luma below which it counts as still, and above which as moving. */
  still: 2,
  moving: 8,
  /** Share of the frame before that is kept at rest. */
  strength: 0.85,
} as const;

/** The grid for frames of this size: square cells, as far as whole numbers allow. */
export function matteGrid({ width, height }: Size): Size {
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Where each cell begins along an axis, and where the last one ends, pixels. */
export function cellBounds(pixels: number, cells: number): Int32Array {
  return Int32Array.from({ length: cells + 1 }, (_, cell) => Math.floor((cell * pixels) / cells));
}

/** Of a blur's radius: how far the background is looked for behind a person. */
export const FAR_REACH = 8;
/** A twentieth of all weight where there is background everywhere, and more only where there is none near by. */
export const FAR_SHARE = 0.05 / FAR_REACH ** 2;

/** Discs of light in what is behind: lights are above a share of the brightest colour, and count for more by so much. */
export const DISCS = { light: 0.62, gain: 14 } as const;

/** Cells of a disc's radius. @param reach of the even blur of the same strength, cells */
export function discOf(reach: number): number {
  return Math.min(14, Math.max(3, Math.round(1.3 * reach)));
}

/** Cells of a blur's window on each side. @param radius as a share of the frame's height */
export function reachOf(radius: number, { height }: Size): number {
  return Math.max(2, Math.round(radius * height));
}
