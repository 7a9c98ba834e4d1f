import { capped, type Size } from '../../src/shared/fit.ts';
import type { Labelled } from '../../src/shared/labelled.ts';
import type { ModelSpec } from '../../src/shared/manifest.ts';
import type { View } from '../../src/shared/protocol.ts';
import { createBackdrop } from './backdrop.ts';
import { createLayer } from './layer.ts';
import { createMask } from './mask.ts';
import { createHeat } from './heat.ts';

type Drawable = VideoFrame | ImageBitmap | OffscreenCanvas;

/** Larger frames are drawn at this size: no wall shows more, and a 4K picture would cost more than its labels. */
export const MAX_DRAWN_PIXELS = 1920 * 1080;

export interface Compositor {
  draw(picture: Drawable, labelled: Labelled, view: View): void;
  /** PNG of what is drawn. */
  snapshot(): Promise<Blob>;
}

/** Draws picture and overlay on the canvas that the page shows. */
export function createCompositor(canvas: OffscreenCanvas, spec: ModelSpec): Compositor {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas could be had in the worker.');
  const layer = createLayer(spec.classes);
  const mask = createMask(spec.classes);
  const heat = createHeat();
  const backdrop = createBackdrop();

  return {
    draw(picture, labelled, view) {
      const size = capped(labelled.frame, MAX_DRAWN_PIXELS);
      fit(canvas, size);
      context.setTransform(view.mirrored ? -1 : 1, 0, 0, 1, view.mirrored ? size.width : 0, 0);
      context.globalCompositeOperation = 'copy';
      context.globalAlpha = 1;
      context.drawImage(picture, 0, 0, size.width, size.height);
      context.globalCompositeOperation = 'source-over';
      context.globalAlpha = view.opacity;
      switch (view.overlay) {
        case 'labels':
          return cover(layer.fill(labelled.labels, labelled.size), size);
        case 'outline':
          return cover(layer.outline(labelled.labels, labelled.size), size);
        case 'confidence':
        case 'entropy':
          return coverPlaced(heat.paint(labelled.scores, view.overlay), labelled, size);
        case 'blur':
          return behind(labelled, size, backdrop.blurred(picture, size));
        case 'replace':
          return behind(labelled, size, backdrop.plain(size));
        case 'cutout':
          return behind(labelled, size, null);
        case 'none':
      }
    },
    snapshot: () => canvas.convertToBlob({ type: 'image/png' }),
  };

  function cover(source: OffscreenCanvas, size: Size): void {
    context?.drawImage(source, 0, 0, size.width, size.height);
  }

  /** A canvas on the scores' grid: only the part in which the frame lies. */
  function coverPlaced(source: OffscreenCanvas, { placement: at, scores }: Labelled, size: Size): void {
    const sx = size.width / at.width;
    const sy = size.height / at.height;
    context?.drawImage(source, -at.x * sx, -at.y * sy, scores.width * sx, scores.height * sy);
  }

  /** Keeps the picture where the mask is, and puts the backdrop under it. */
  function behind(labelled: Labelled, size: Size, under: OffscreenCanvas | null): void {
    if (!context) return;
    context.globalAlpha = 1;
    context.globalCompositeOperation = 'destination-in';
    coverPlaced(mask.paint(labelled.scores), labelled, size);
    context.globalCompositeOperation = 'destination-over';
    if (under) context.drawImage(under, 0, 0, size.width, size.height);
    context.globalCompositeOperation = 'source-over';
  }
}

function fit(canvas: OffscreenCanvas, { width, height }: Size): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
