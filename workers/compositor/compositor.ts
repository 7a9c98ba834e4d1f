import { capped, isSameSize, type Size } from '../../src/core/geometry/fit.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import type { ModelClass } from '../../src/core/manifest/manifest.ts';
import { classLayer, type LabelLayer } from '../../src/core/labels/label-layer.ts';
import { conceals, type Overlay } from '../../src/core/view/overlay.ts';
import type { View } from '../../src/core/view/view.ts';
import type { Things } from '../instances/things.ts';
import { createArena, type Arena } from '../simd/arena.ts';
import { createOnGrid } from '../stages/confidence/on-grid.ts';
import { createBackgrounds, type Backgrounds } from './background/backgrounds.ts';
import { createBlend } from './blend.ts';
import { context2d } from './canvas-context.ts';
import { createFront } from './front.ts';
import { createHatch } from './hatch.ts';
import { columnsBefore, createInk } from './overlays/ink.ts';
import type { OverlayKind, Paint } from './overlays/overlay.ts';
import { OVERLAY_KINDS } from './overlays.ts';
import { drawNumbers } from './numbers/draw-numbers.ts';
import { createRaster } from './raster.ts';
import { createToldApart } from './told-apart.ts';

/** Larger frames are drawn at this size: no wall shows more, and a 4K picture would cost more than its labels. */
export const MAX_DRAWN_PIXELS = 1920 * 1080;

export interface Compositor {
  draw(labelled: Labelled, view: View): void;
  /** Tracks that the last drawing left in front; null: it hid nobody. */
  readonly kept: readonly number[] | null;
  /** PNG of what is drawn. */
  snapshot(): Promise<Blob>;
}

interface CompositorOptions {
  /** Default: each pixel in its class's colour. */
  readonly layer?: LabelLayer;
  /** The things of a frame, for views that tell them apart; default: none. */
  readonly thingsOf?: (labelled: Labelled) => Things | null;
  /** What is put behind; default: no files. */
  readonly backgrounds?: Backgrounds;
  /** Where picture and labels lie, if they lie in one. */
  readonly arena?: Arena;
  readonly moves?: MoveCounter;
}

/**
 * Draws picture and overlay on the canvas that the page shows. The picture is the one in memory: to draw a video frame
 * again takes many times as long in software.
 */
export function createCompositor(
  canvas: OffscreenCanvas,
  classes: readonly ModelClass[],
  {
    layer: plain = classLayer(classes),
    thingsOf = () => null,
    backgrounds = createBackgrounds(),
    arena = createArena(),
    moves = new MoveCounter(),
  }: CompositorOptions = {},
): Compositor {
  const context = context2d(canvas);
  if (!context) throw new Error('No 2D canvas could be had in the worker.');
  const blend = createBlend(arena);
  const apart = createToldApart({ classes, plain, thingsOf, moves });
  const { layer } = apart;
  const front = createFront(context, classes, arena, moves);
  const onGrid = createOnGrid(arena);
  const ink = createInk(context, { colours: layer, front, backgrounds, moves, onGrid, kept: () => apart.mask() });
  const paints: Partial<Record<Overlay, Paint>> = {};
  const hatch = createHatch(classes, onGrid, moves);
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
      apart.take(labelled, view, performance.now());
      if (!inOnePass(labelled, view, size, OVERLAY_KINDS[view.overlay].blends)) {
        inLayers(labelled, view, size, view.overlay);
      }
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.globalAlpha = 1;
      if (view.doubt > 0) context.drawImage(hatch.paint(labelled, size, view), 0, 0);
      drawNumbers(context, apart.numbers(size));
    },
    get kept() {
      return apart.kept;
    },
    snapshot: () => canvas.convertToBlob({ type: 'image/png' }),
  };

  /** Labels at the picture's own size are blended in memory; false where the view is another. */
  function inOnePass(labelled: Labelled, view: View, size: Size, blends: OverlayKind['blends']): boolean {
    // what is left without a colour is blended by a canvas
    if (!blends || (blends === 'labels' && view.labelling === 'instance')) return false;
    const { pixels, raw, size: own } = labelled;
    const labels = layer.map(labelled);
    // the kernel blends bytes
    if (labels instanceof Uint16Array || raw instanceof Uint16Array) return false;
    if (!isSameSize(pixels, size) || (blends === 'labels' && !isSameSize(own, size))) return false;
    const { opacity, mirrored } = view;
    const shown = blend.run({
      size,
      words: pixels.words,
      labels: blends === 'nothing' ? null : labels,
      raw: blends === 'nothing' ? null : raw,
      palette: layer.palette,
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

  function inLayers(labelled: Labelled, view: View, size: Size, overlay: Overlay): void {
    if (!context) return;
    const { width, height } = size;
    if (view.mirrored) context.setTransform(-1, 0, 0, 1, width, 0);
    // what is hidden never comes onto the canvas
    if (!conceals(overlay)) {
      context.globalCompositeOperation = 'copy';
      context.drawImage(pictureOf(labelled), 0, 0, width, height);
    }
    context.globalCompositeOperation = 'source-over';
    context.globalAlpha = view.opacity;
    const paint = (paints[overlay] ??= OVERLAY_KINDS[overlay].create(ink));
    paint(labelled, view, size);
  }

  function pictureOf({ pixels }: Labelled): OffscreenCanvas {
    picture.words(pixels).set(pixels.words);
    moves.copied();
    return picture.flush();
  }
}

function fit(canvas: OffscreenCanvas, { width, height }: Size): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
