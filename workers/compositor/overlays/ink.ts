import type { Background } from '../../../src/core/background/background.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';
import type { LabelLayer } from '../../../src/core/labels/label-layer.ts';
import type { LabelMap } from '../../../src/core/labels/label-map.ts';
import type { Labelled } from '../../../src/core/labels/labelled.ts';
import type { MoveCounter } from '../../../src/core/metrics/move-counter.ts';
import { hidesSome, type View } from '../../../src/core/view/view.ts';
import type { Backgrounds } from '../background/backgrounds.ts';
import type { OnGrid } from '../../stages/confidence/on-grid.ts';
import { createHeat, type Heat } from '../heat.ts';
import { createLayer, type Layer } from '../layer.ts';
import type { Front } from '../front.ts';
import { createWrap } from '../wrap.ts';

/** What several overlays draw with on a 2D canvas. */
export interface Ink {
  readonly layer: Layer;
  readonly heat: Heat;
  /** A canvas made of the frame's labels, over the picture; left of a split it is made of the argmax alone. */
  coverSplit(
    paint: (labels: LabelMap, size: Size) => OffscreenCanvas,
    labelled: Labelled,
    view: View,
    size: Size,
  ): void;
  /** A canvas on the scores' grid, over the picture: only the part in which the frame lies. */
  coverPlaced(source: OffscreenCanvas, labelled: Labelled, size: Size): void;
  /** Another background, as large as the whole canvas or to be stretched over it. */
  background(background: Background, size: Size): OffscreenCanvas;
  /** The light that falls from it on the edges of the frame that was put in front last. */
  wrap(background: Background, view: View, size: Size, front: Front): OffscreenCanvas;
  /** Draws what stays in front, and another background under it; null: nothing. Nothing of the picture's own is left. */
  conceal(labelled: Labelled, view: View, size: Size, under: Under | null): void;
  /** Draws what stays in front over what is behind it, blurred. @param radius as a share of the frame's height */
  blur(labelled: Labelled, view: View, size: Size, radius: number): void;
}

/** What is put behind, made when the foreground lies on the canvas. */
export interface Under {
  /** Over the whole canvas. */
  paint(front: Front): OffscreenCanvas;
  /** It is of the picture, and turned with it in a mirror. */
  readonly ofPicture: boolean;
  /** What is laid over the edges of who is in front, over the whole canvas; absent: nothing. */
  readonly wrap?: (front: Front) => OffscreenCanvas;
}

export interface InkOptions {
  readonly colours: LabelLayer;
  readonly front: Front;
  readonly backgrounds: Backgrounds;
  readonly moves: MoveCounter;
  readonly onGrid: OnGrid;
  /** Of the label map's size: clear where those who are hidden are; null: nobody is. */
  kept(): OffscreenCanvas | null;
}

export function createInk(
  context: OffscreenCanvasRenderingContext2D,
  { colours, front, backgrounds, moves, onGrid, kept }: InkOptions,
): Ink {
  const wrap = createWrap(moves);
  return {
    layer: createLayer(colours, moves),
    heat: createHeat(onGrid, moves),
    coverSplit(paint, labelled, view, size) {
      const { raw, size: own } = labelled;
      const split = columnsBefore(view, size);
      if (split > 0 && raw) coverColumns(paint(raw, own), size, 0, split, view.mirrored);
      coverColumns(paint(colours.map(labelled), own), size, raw ? split : 0, size.width, view.mirrored);
    },
    coverPlaced,
    background: (background, size) => backgrounds.sheet(background, size, moves).canvas,
    wrap(background, { lightWrap: strength, mirrored }, size, front) {
      const light = backgrounds.light(background, size, moves);
      return wrap.paint({ ...front.spill(), light, strength, mirrored });
    },
    conceal,
    blur(labelled, view, size, radius) {
      // of whom a view leaves in front a canvas knows
      const under = { paint: (): OffscreenCanvas => front.backdrop(radius), ofPicture: true };
      if (hidesSome(view)) conceal(labelled, view, size, under);
      else front.putBlurred(labelled, size, view.mirrored, radius);
    },
  };

  function conceal(labelled: Labelled, { mirrored }: View, size: Size, under: Under | null): void {
    front.put(labelled, size, mirrored);
    context.globalAlpha = 1;
    const shown = kept();
    if (shown) {
      context.globalCompositeOperation = 'destination-in';
      // not a share of a pixel of those who are hidden
      context.imageSmoothingEnabled = false;
      context.drawImage(shown, 0, 0, size.width, size.height);
      context.imageSmoothingEnabled = true;
    }
    if (under) {
      if (under.wrap) {
        context.save();
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.globalCompositeOperation = 'source-atop';
        context.drawImage(under.wrap(front), 0, 0, size.width, size.height);
        context.restore();
      }
      context.globalCompositeOperation = 'destination-over';
      if (!under.ofPicture) context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(under.paint(front), 0, 0, size.width, size.height);
    }
    context.globalCompositeOperation = 'source-over';
  }

  /** A canvas over the whole picture, but only the columns between two, as shown. */
  function coverColumns(
    source: OffscreenCanvas,
    { width, height }: Size,
    from: number,
    to: number,
    mirrored: boolean,
  ): void {
    if (from >= to) return;
    context.save();
    context.beginPath();
    context.rect(mirrored ? width - to : from, 0, to - from, height);
    context.clip();
    context.drawImage(source, 0, 0, width, height);
    context.restore();
  }

  function coverPlaced(source: OffscreenCanvas, { placement: at, scores }: Labelled, size: Size): void {
    const sx = size.width / at.width;
    const sy = size.height / at.height;
    context.drawImage(source, -at.x * sx, -at.y * sy, scores.width * sx, scores.height * sy);
  }
}

/** How many columns, as shown, belong to the argmax alone. */
export function columnsBefore({ split }: View, { width }: Size): number {
  return split === null ? 0 : Math.round(Math.min(1, Math.max(0, split)) * width);
}
