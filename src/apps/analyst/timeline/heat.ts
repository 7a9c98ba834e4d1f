import type uPlot from 'uplot';
import { columnsOf } from '../../../core/analysis/bins.ts';
import type { ModelClass } from '../../../core/manifest/manifest.ts';
import { parseColour } from '../../../core/labels/palette.ts';
import type { Series } from '../../../core/query/evaluate.ts';

/** Seconds: where the first frame begins and the last one ends. */
export interface Span {
  readonly start: number;
  readonly duration: number;
}

/**
 * A row a class, as opaque as the class's share is large (square root, so that little things show). It has a column for each
 * of the display's own: were they of another width, their edges would beat against the display's.
 */
export function drawHeat(chart: uPlot, series: Series, classes: readonly ModelClass[], span: Span): void {
  const { ctx, bbox } = chart;
  const [left, wide] = [Math.round(bbox.left), Math.round(bbox.width)];
  if (wide < 1 || classes.length === 0) return;
  const columns = columnsOf(series, span.start, span.duration, wide);
  const picture = new ImageData(wide, classes.length);
  classes.forEach(({ id, colour }, row) => {
    const rgb = parseColour(colour);
    const column = columns[id];
    for (let x = 0; x < wide; x += 1) {
      const share = column?.[x] ?? 0;
      if (share > 0) picture.data.set([...rgb, Math.round(Math.sqrt(Math.min(1, share)) * 255)], (row * wide + x) * 4);
    }
  });
  const sheet = new OffscreenCanvas(wide, classes.length);
  sheet.getContext('2d')?.putImageData(picture, 0, 0);
  ctx.save();
  ctx.imageSmoothingEnabled = false;
  classes.forEach((_, row) => {
    const [top, end] = [row, row + 1].map((each) => Math.round(bbox.top + (each * bbox.height) / classes.length));
    const gap = end! - top! > 4 ? 1 : 0;
    ctx.drawImage(sheet, 0, row, wide, 1, left, top!, wide, Math.max(1, end! - top! - gap));
  });
  ctx.restore();
}
