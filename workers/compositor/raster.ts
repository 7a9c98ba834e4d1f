import { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import type { Size } from '../../src/core/geometry/fit.ts';

/** A canvas whose pixels are written as 32-bit words; it is kept as long as the size stays. */
export interface Raster {
  /** The words to write, for this size. */
  words(size: Size): Uint32Array;
  /** The canvas with what was written. */
  flush(): OffscreenCanvas;
}

export function createRaster(moves = new MoveCounter()): Raster {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No 2D canvas could be had in the worker.');
  let image = new ImageData(1, 1);
  let words = new Uint32Array(image.data.buffer);
  return {
    words({ width, height }) {
      if (image.width !== width || image.height !== height) {
        canvas.width = width;
        canvas.height = height;
        image = new ImageData(width, height);
        words = new Uint32Array(image.data.buffer);
      }
      return words;
    },
    flush() {
      context.putImageData(image, 0, 0);
      moves.copied();
      return canvas;
    },
  };
}
