import { axis, type Axis } from '../../../src/core/geometry/bilinear.ts';
import { isSameSize, place, type Placement, type Size } from '../../../src/core/geometry/fit.ts';
import type { InputSpec } from '../../../src/core/manifest/manifest.ts';

/** Where the pixels of a model's input lie in a picture. */
export interface Grid {
  readonly columns: Axis;
  readonly rows: Axis;
  /** The part of the input that the picture covers, whole pixels. */
  readonly window: Placement;
  fits(pixels: Size, shown: Size): boolean;
}

export function createGrid({ width, height, fit }: InputSpec, pixels: Size, shown: Size): Grid {
  const at = place(fit.mode, shown, { width, height });
  const left = Math.max(0, Math.round(at.x));
  const top = Math.max(0, Math.round(at.y));
  const right = Math.min(width, Math.round(at.x + at.width));
  const bottom = Math.min(height, Math.round(at.y + at.height));
  const window = { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
  const sx = pixels.width / at.width;
  const sy = pixels.height / at.height;
  return {
    columns: axis(window.width, (left - at.x) * sx, window.width * sx, pixels.width),
    rows: axis(window.height, (top - at.y) * sy, window.height * sy, pixels.height),
    window,
    fits: (other, otherShown) => isSameSize(other, pixels) && isSameSize(otherShown, shown),
  };
}
