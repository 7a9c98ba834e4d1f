import type { Size } from '../../src/core/geometry/fit.ts';
import { packPixel } from '../../src/core/labels/palette.ts';
import type { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import type { BackgroundSheet } from './background/sheet.ts';
import { createRaster } from './raster.ts';

export interface Wrapping {
  /** How much of what surrounds each cell of a grid is behind, 0 to 1. */
  readonly spill: Float32Array;
  readonly grid: Size;
  /** The background's light, of the whole picture. */
  readonly light: BackgroundSheet;
  /** 0 to 1. */
  readonly strength: number;
  /** The spill is of a picture that is shown as in a mirror; the background is not. */
  readonly mirrored: boolean;
}

/** The light that a background throws on the edges of whoever is before it, to be laid over them. */
export interface Wrap {
  /**
   * Of each cell the light’s colour, as opaque as: strength × spill × luma (2 R + 5 G + B) / 8.
   * @returns over the whole picture, unmirrored
   */
  paint(wrapping: Wrapping): OffscreenCanvas;
}

export function createWrap(moves?: MoveCounter): Wrap {
  const raster = createRaster(moves);
  let lights = { version: 0, grid: { width: 0, height: 0 }, bytes: new Uint8ClampedArray() };
  return {
    paint({ spill, grid, light, strength, mirrored }) {
      const { width, height } = grid;
      if (lights.version !== light.version || lights.grid.width !== width || lights.grid.height !== height) {
        lights = { version: light.version, grid: { width, height }, bytes: enlarged(light.canvas, grid) };
      }
      const { bytes } = lights;
      const words = raster.words(grid);
      for (let y = 0, at = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1, at += 1) {
          const behind = spill[mirrored ? y * width + width - 1 - x : at]!;
          const [r, g, b] = [bytes[4 * at]!, bytes[4 * at + 1]!, bytes[4 * at + 2]!];
          const luma = (2 * r + 5 * g + b) / (8 * 255);
          words[at] = packPixel(r, g, b, Math.round(255 * Math.min(1, strength * behind * luma)));
        }
      }
      return raster.flush();
    },
  };
}

function enlarged(light: OffscreenCanvas, { width, height }: Size): Uint8ClampedArray<ArrayBuffer> {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No 2D canvas could be had in the worker.');
  context.drawImage(light, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}
