import type { AnalysisView } from '../../src/protocol/video.ts';
import type { Size } from '../../src/core/geometry/fit.ts';
import type { Labelling } from '../../src/core/instances/instance.ts';
import { classLayer } from '../../src/core/labels/label-layer.ts';
import type { LabelMap, OwnLabelMap } from '../../src/core/labels/label-map.ts';
import type { ModelClass } from '../../src/core/manifest/manifest.ts';
import { context2d } from '../compositor/canvas-context.ts';
import { createLayer, type Layer } from '../compositor/layer.ts';
import { drawNumbers } from '../compositor/numbers/draw-numbers.ts';
import { createNumbers } from '../compositor/numbers/placing.ts';
import { headOf } from '../instances/head.ts';
import { createInstanceLayer } from '../instances/instance-layer.ts';
import type { Things } from '../instances/things.ts';

/** Draws a frame and its labels. */
export interface Painter {
  draw(canvas: OffscreenCanvas, frame: VideoFrame, labels: PaintedLabels | null, view: AnalysisView): void;
}

export interface PaintedLabels {
  readonly labels: OwnLabelMap;
  readonly size: Size;
  /** null: none are told apart. */
  readonly things: Things | null;
}

/** What is laid over the picture: a map, and the layer that has its colours. */
type Coloured = (labels: PaintedLabels) => { readonly layer: Layer; readonly map: LabelMap };

export function createPainter(classes: readonly ModelClass[], labelling: Labelling): Painter {
  const coloured = colouring(classes, labelling);
  const numbers = createNumbers();
  return {
    draw(canvas, frame, labels, { overlay, opacity }) {
      const { displayWidth: width, displayHeight: height } = frame;
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      const context = context2d(canvas, { alpha: false });
      if (!context) return;
      context.globalAlpha = 1;
      context.drawImage(frame, 0, 0, width, height);
      if (!labels || overlay === 'none') return;
      context.imageSmoothingEnabled = false;
      context.globalAlpha = overlay === 'labels' ? opacity : 1;
      const { layer, map } = coloured(labels);
      const picture = overlay === 'labels' ? layer.fill(map, labels.size) : layer.outline(map, labels.size);
      context.drawImage(picture, 0, 0, width, height);
      context.globalAlpha = 1;
      const { things, size } = labels;
      if (!things || labelling === 'semantic') return;
      const { instances, map: ids } = things;
      const now = frame.timestamp / 1000;
      const canvasSize = { width, height };
      const placing = { instances, frame: canvasSize, canvas: canvasSize, mirrored: false, now };
      drawNumbers(context, numbers.place({ ...placing, headOf: (each) => headOf(each, ids, size, canvasSize) }));
    },
  };
}

function colouring(classes: readonly ModelClass[], labelling: Labelling): Coloured {
  const plain = classLayer(classes);
  const layer = createLayer(plain);
  if (labelling === 'semantic') return ({ labels }) => ({ layer, map: labels });
  const telling = createInstanceLayer(classes, labelling, { lines: true });
  const apart = createLayer(telling);
  return ({ labels, size, things }) =>
    things ? { layer: apart, map: telling.map({ labels, size, result: things }) } : { layer, map: labels };
}
