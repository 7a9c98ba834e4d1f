import type { Size } from '../../../../src/core/geometry/fit.ts';

/** The picture blurred, halved until it is small and enlarged again: a canvas filter takes ten times as long in software. */
export interface Blurred {
  paint(picture: OffscreenCanvas, size: Size): OffscreenCanvas;
}

/** Height or width at which halving ends, pixels: each halving doubles the blur. */
export const SMALLEST = 24;

export function createBlurred(): Blurred {
  const steps: OffscreenCanvas[] = [];
  return {
    paint(picture, { width, height }) {
      let source = picture;
      let w = width;
      let h = height;
      let level = 0;
      for (; h > 2 * SMALLEST && w > 2 * SMALLEST; level += 1) {
        w = Math.max(1, w >> 1);
        h = Math.max(1, h >> 1);
        source = scaled(source, w, h, level);
      }
      // and back up one step at a time, which rounds off the pixels
      for (let up = level - 2; up >= Math.max(0, level - 3); up -= 1) {
        const target = steps[up];
        if (target && source !== target) source = scaled(source, target.width, target.height, up);
      }
      return source;
    },
  };

  function scaled(source: OffscreenCanvas, width: number, height: number, level: number): OffscreenCanvas {
    const canvas = (steps[level] ??= new OffscreenCanvas(width, height));
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const context = canvas.getContext('2d', { alpha: false });
    context?.drawImage(source, 0, 0, width, height);
    return canvas;
  }
}
