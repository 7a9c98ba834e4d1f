import type { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import type { Size } from '../../src/core/geometry/fit.ts';
import type { LabelMap } from '../../src/core/labels/label-map.ts';
import type { LabelLayer } from '../../src/core/labels/label-layer.ts';
import { createRaster } from './raster.ts';
import { paintSoft } from './soft-edges.ts';

/** A label map in its colours. */
export interface Layer {
  /** With soft edges. */
  fill(labels: LabelMap, size: Size): OffscreenCanvas;
  /** Only the pixels within a stroke of another class. */
  outline(labels: LabelMap, size: Size): OffscreenCanvas;
}

/** @param colours may change from frame to frame */
export function createLayer(colours: Pick<LabelLayer, 'palette'>, moves?: MoveCounter): Layer {
  const raster = createRaster(moves);
  let marks = new Uint16Array(0);
  let marked: { readonly of: Uint32Array; readonly palette: Uint32Array } | null = null;
  return {
    fill(labels, size) {
      paintSoft(labels, size, colours.palette, raster.words(size));
      return raster.flush();
    },
    outline(labels, size) {
      if (marks.length === labels.length) marks.fill(0);
      else marks = new Uint16Array(labels.length);
      stroke(labels, size, strokeOf(size), marks);
      if (marked?.of !== colours.palette) marked = { of: colours.palette, palette: afterClear(colours.palette) };
      paintSoft(marks, size, marked.palette, raster.words(size));
      return raster.flush();
    },
  };
}

/** A value's colour at the value + 1, and none at 0. */
function afterClear(palette: Uint32Array): Uint32Array {
  const shifted = new Uint32Array(palette.length + 1);
  shifted.set(palette, 1);
  return shifted;
}

/** Depth of an outline in a label map of this size, pixels. */
export function strokeOf({ height }: Size): number {
  return Math.max(1, Math.round(height / 240));
}

/** Both sides of an edge are marked `reach` pixels deep, each with its value + 1. */
function stroke(labels: LabelMap, { width, height }: Size, reach: number, out: Uint16Array): void {
  for (let y = 0, at = 0; y < height; y += 1) {
    const down = y + reach < height ? reach * width : 0;
    for (let x = 0; x < width; x += 1, at += 1) {
      const id = labels[at]!;
      const right = x + reach < width ? reach : 0;
      const beside = labels[at + right]!;
      const below = labels[at + down]!;
      if (beside !== id) {
        out[at] = id + 1;
        out[at + right] = beside + 1;
      }
      if (below !== id) {
        out[at] = id + 1;
        out[at + down] = below + 1;
      }
    }
  }
}
