import type { AnalysisView } from '../../src/protocol/video.ts';
import type { Size } from '../../src/core/geometry/fit.ts';
import { classLayer } from '../../src/core/labels/label-layer.ts';
import type { LabelMap } from '../../src/core/labels/label-map.ts';
import type { ModelClass } from '../../src/core/manifest/manifest.ts';
import { context2d } from '../compositor/canvas-context.ts';
import { createLayer } from '../compositor/layer.ts';

/** Draws a frame and its labels. */
export interface Painter {
  draw(canvas: OffscreenCanvas, frame: VideoFrame, labels: PaintedLabels | null, view: AnalysisView): void;
}

export interface PaintedLabels {
  readonly labels: LabelMap;
  readonly size: Size;
}

export function createPainter(classes: readonly ModelClass[]): Painter {
  const layer = createLayer(classLayer(classes));
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
      const picture =
        overlay === 'labels' ? layer.fill(labels.labels, labels.size) : layer.outline(labels.labels, labels.size);
      context.drawImage(picture, 0, 0, width, height);
      context.globalAlpha = 1;
    },
  };
}
