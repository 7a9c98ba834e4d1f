import type { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import type { Size } from '../../src/core/geometry/fit.ts';
import type { LabelMap } from '../../src/core/labels/label-map.ts';
import type { LabelLayer } from '../../src/core/labels/label-layer.ts';
import { createRaster } from './raster.ts';

/** A label map in its colours. */
export interface Layer {
  fill(labels: LabelMap, size: Size): OffscreenCanvas;
  /** Only the pixels within a stroke of another class. */
  outline(labels: LabelMap, size: Size): OffscreenCanvas;
}

/** @param colours may change from frame to frame */
export function createLayer(colours: Pick<LabelLayer, 'palette'>, moves?: MoveCounter): Layer {
  const raster = createRaster(moves);
  return {
    fill(labels, size) {
      const { palette } = colours;
      const words = raster.words(size);
      for (let i = 0; i < words.length; i += 1) words[i] = palette[labels[i]!]!;
      return raster.flush();
    },
    outline(labels, size) {
      const words = raster.words(size).fill(0);
      stroke(labels, size, strokeOf(size), colours.palette, words);
      return raster.flush();
    },
  };
}

/** Depth of an outline in a label map of this size, pixels. */
export function strokeOf({ height }: Size): number {
  return Math.max(1, Math.round(height / 240));
}

/** Both sides of an edge take their own colour, `reach` pixels deep. */
function stroke(
  labels: LabelMap,
  { width, height }: Size,
  reach: number,
  palette: Uint32Array,
  out: Uint32Array,
): void {
  for (let y = 0, at = 0; y < height; y += 1) {
    const down = y + reach < height ? reach * width : 0;
    for (let x = 0; x < width; x += 1, at += 1) {
      const id = labels[at]!;
      const right = x + reach < width ? reach : 0;
      const beside = labels[at + right]!;
      const below = labels[at + down]!;
      if (beside !== id) {
        out[at] = palette[id]!;
        out[at + right] = palette[beside]!;
      }
      if (below !== id) {
        out[at] = palette[id]!;
        out[at + down] = palette[below]!;
      }
    }
  }
}
