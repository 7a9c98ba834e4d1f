import { unsupported, WITHOUT_CANVAS } from '../platform/unsupported.ts';

/**
 * A canvas for a worker to draw on.
 * @throws PerPixelError `browser-unsupported`
 */
export function offscreen(canvas: HTMLCanvasElement): OffscreenCanvas {
  try {
    return canvas.transferControlToOffscreen();
  } catch {
    throw unsupported('offscreenCanvas', WITHOUT_CANVAS);
  }
}
