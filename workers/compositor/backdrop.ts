import type { Size } from '../../src/core/geometry/fit.ts';

/** What is seen behind a person whose background is taken away. */
export interface Backdrop {
  blurred(picture: OffscreenCanvas, size: Size): OffscreenCanvas;
  plain(size: Size): OffscreenCanvas;
}

/** Halvings of the picture: each doubles the blur. A canvas filter takes ten times as long in software. */
export const SMALLEST = 24;

export function createBackdrop(): Backdrop {
  const steps: OffscreenCanvas[] = [];
  let gradient: OffscreenCanvas | null = null;
  return {
    blurred(picture, { width, height }) {
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
    plain(size) {
      if (!gradient || gradient.width !== size.width || gradient.height !== size.height) gradient = paintGradient(size);
      return gradient;
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

function paintGradient({ width, height }: Size): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return canvas;
  const light = context.createRadialGradient(width * 0.5, height * 0.3, 0, width * 0.5, height * 0.5, width * 0.75);
  light.addColorStop(0, '#5b7c99');
  light.addColorStop(0.55, '#2d4358');
  light.addColorStop(1, '#141d28');
  context.fillStyle = light;
  context.fillRect(0, 0, width, height);
  return canvas;
}
