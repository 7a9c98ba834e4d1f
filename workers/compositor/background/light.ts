import { within, type Size } from '../../../src/core/geometry/fit.ts';
import type { BackgroundSheet } from './sheet.ts';

/** Longest side of what is left of a background where only its light counts, pixels. */
const LONGEST = 24;

/** The light of a background: the sheet so small that only large patches of colour are left. Made anew when that changes. */
export interface BackgroundLight {
  take(sheet: BackgroundSheet, size: Size): BackgroundSheet;
}

export function createBackgroundLight(): BackgroundLight {
  const canvas = new OffscreenCanvas(1, 1);
  const between = new OffscreenCanvas(1, 1);
  let version = 0;
  return {
    /** @param size of the picture, whose shape it has */
    take(sheet, size) {
      if (sheet.version === version) return { canvas, version };
      ({ version } = sheet);
      // in two steps: a canvas that is made much smaller at once skips pixels
      const small = within(size, LONGEST);
      shrink(sheet.canvas, between, { width: 6 * small.width, height: 6 * small.height });
      shrink(between, canvas, small);
      return { canvas, version };
    },
  };
}

function shrink(from: OffscreenCanvas, to: OffscreenCanvas, { width, height }: Size): void {
  if (to.width !== width) to.width = width;
  if (to.height !== height) to.height = height;
  const context = to.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('No 2D canvas could be had in the worker.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(from, 0, 0, width, height);
}
