import { capped, isSameSize, type Size } from '../../src/core/geometry/fit.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import { classPalette } from '../../src/core/labels/palette.ts';
import type { View } from '../../src/core/view/view.ts';
import { createArena } from '../simd/arena.ts';
import { createBackdrop } from './backdrop.ts';
import { createBlend } from './blend.ts';
import { context2d } from './canvas-context.ts';
import { createHatch } from './hatch.ts';
import { createHeat } from './heat.ts';
import { createLayer } from './layer.ts';
import { createMask } from './mask.ts';
import { createRaster } from './raster.ts';

/** Larger frames are drawn at this size: no wall shows more, and a 4K picture would cost more than its labels. */
export const MAX_DRAWN_PIXELS = 1920 * 1080;

export interface Compositor {
  draw(labelled: Labelled, view: View): void;
  /** PNG of what is drawn. */
  snapshot(): Promise<Blob>;
}

/**
 * Draws picture and overlay on the canvas that the page shows. The picture is the one in memory: to draw a video frame
 * again takes many times as long in software.
 * @param arena where picture and labels lie, if they lie in one
 */
export function createCompositor(
  canvas: OffscreenCanvas,
  spec: ModelSpec,
  arena = createArena(),
  moves = new MoveCounter(),
): Compositor {
  const context = context2d(canvas);
  if (!context) throw new Error('No 2D canvas could be had in the worker.');
  const blend = createBlend(classPalette(spec.classes), arena);
  const layer = createLayer(spec.classes, moves);
  const mask = createMask(spec.classes, moves);
  const heat = createHeat(moves);
  const backdrop = createBackdrop();
  const hatch = createHatch(moves);
  const picture = createRaster(moves);
  let sheet = new ImageData(1, 1);

  return {
    draw(labelled, view) {
      const size = capped(labelled.frame, MAX_DRAWN_PIXELS);
      fit(canvas, size);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.globalCompositeOperation = 'source-over';
      context.globalAlpha = 1;
      if (view.overlay === 'withheld') {
        context.clearRect(0, 0, size.width, size.height);
        return;
      }
      if (!inOnePass(labelled, view, size)) inLayers(labelled, view, size);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.globalAlpha = 1;
      if (view.doubt > 0) context.drawImage(hatch.paint(labelled, size, view.doubt, view.mirrored), 0, 0);
    },
    snapshot: () => canvas.convertToBlob({ type: 'image/png' }),
  };

  /** Labels at the picture's own size are blended in memory; false where the view is another. */
  function inOnePass({ pixels, labels, raw, size: own }: Labelled, view: View, size: Size): boolean {
    if (!(view.overlay === 'labels' || view.overlay === 'none')) return false;
    // the kernel blends bytes
    if (labels instanceof Uint16Array || raw instanceof Uint16Array) return false;
    if (!isSameSize(pixels, size) || (view.overlay === 'labels' && !isSameSize(own, size))) return false;
    const { overlay, opacity, mirrored } = view;
    const shown = blend.run({
      size,
      words: pixels.words,
      labels: overlay === 'none' ? null : labels,
      raw: overlay === 'none' ? null : raw,
      split: columnsBefore(view, size),
      opacity,
      mirrored,
    });
    // the same memory serves a picture that was turned
    if (sheet.data !== shown || sheet.width !== size.width) sheet = new ImageData(shown, size.width, size.height);
    context?.putImageData(sheet, 0, 0);
    // blended, and onto the canvas
    moves.copied(2);
    return true;
  }

  function inLayers(labelled: Labelled, view: View, size: Size): void {
    if (!context) return;
    const { pixels, labels, raw } = labelled;
    const { width, height } = size;
    const own = labelled.size;
    picture.words(pixels).set(pixels.words);
    moves.copied();
    const shown = picture.flush();
    if (view.mirrored) context.setTransform(-1, 0, 0, 1, width, 0);
    context.globalCompositeOperation = 'copy';
    context.drawImage(shown, 0, 0, width, height);
    context.globalCompositeOperation = 'source-over';
    context.globalAlpha = view.opacity;
    switch (view.overlay) {
      case 'labels':
      case 'outline': {
        const paint = view.overlay === 'labels' ? layer.fill : layer.outline;
        const split = columnsBefore(view, size);
        if (split > 0 && raw) side(paint(raw, own), size, 0, split, view.mirrored);
        side(paint(labels, own), size, raw ? split : 0, width, view.mirrored);
        return;
      }
      case 'confidence':
      case 'entropy':
      case 'disagreement':
        return coverPlaced(heat.paint(labelled, view.overlay), labelled, size);
      case 'blur':
        return behind(labelled, size, backdrop.blurred(shown, size));
      case 'replace':
        return behind(labelled, size, backdrop.plain(size));
      case 'cutout':
        return behind(labelled, size, null);
      case 'none':
      case 'withheld':
    }
  }

  /** A canvas over the whole picture, but only the columns between two, as shown. */
  function side(source: OffscreenCanvas, { width, height }: Size, from: number, to: number, mirrored: boolean): void {
    if (!context || from >= to) return;
    context.save();
    context.beginPath();
    context.rect(mirrored ? width - to : from, 0, to - from, height);
    context.clip();
    context.drawImage(source, 0, 0, width, height);
    context.restore();
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

/** How many columns, as shown, belong to the argmax alone. */
function columnsBefore({ split }: View, { width }: Size): number {
  return split === null ? 0 : Math.round(Math.min(1, Math.max(0, split)) * width);
}

function fit(canvas: OffscreenCanvas, { width, height }: Size): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
