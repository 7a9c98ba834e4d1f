import type { Size } from '../../../../src/core/geometry/fit.ts';

/** A light in a dark room, kept as long as the size stays. */
export interface Gradient {
  paint(size: Size): OffscreenCanvas;
}

export function createGradient(): Gradient {
  let painted: OffscreenCanvas | null = null;
  return {
    paint(size) {
      if (painted?.width !== size.width || painted.height !== size.height) painted = paintGradient(size);
      return painted;
    },
  };
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
