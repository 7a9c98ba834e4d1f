import type { Size } from '../../src/core/geometry/fit.ts';
import type { ModelClass } from '../../src/core/manifest/manifest.ts';

/** Rows of a legend at most; smaller shares are left out first. */
const ROWS = 8;
const LEAST = 0.001;

/** Draws the classes of a frame, largest share first, into the upper left corner. */
export function drawLegend(
  context: OffscreenCanvasRenderingContext2D,
  { width, height }: Size,
  classes: readonly ModelClass[],
  shares: Float32Array,
): void {
  const unit = Math.max(8, Math.min(28, Math.round(Math.min(width, height) / 30)));
  const rows = classes
    .map(({ id, name, colour }) => ({ name, colour, share: shares[id] ?? 0 }))
    .filter(({ share }) => share >= LEAST)
    .sort((a, b) => b.share - a.share)
    .slice(0, ROWS);
  if (rows.length === 0) return;
  context.save();
  context.font = `500 ${unit}px system-ui, sans-serif`;
  context.textBaseline = 'middle';
  const figures = rows.map(({ share }) => `${(share * 100).toFixed(1)} %`);
  const names = Math.max(...rows.map(({ name }) => context.measureText(name).width));
  const numbers = Math.max(...figures.map((text) => context.measureText(text).width));
  const line = unit * 1.5;
  const box = { width: names + numbers + unit * 3.6, height: rows.length * line + unit * 0.8 };
  const at = unit * 0.8;
  context.fillStyle = 'rgb(14 15 16 / 0.78)';
  context.beginPath();
  context.roundRect(at, at, box.width, box.height, unit * 0.5);
  context.fill();
  rows.forEach(({ name, colour }, row) => {
    const y = at + unit * 0.4 + (row + 0.5) * line;
    context.fillStyle = colour;
    context.fillRect(at + unit * 0.6, y - unit * 0.4, unit * 0.8, unit * 0.8);
    context.fillStyle = '#f0efeb';
    context.textAlign = 'left';
    context.fillText(name, at + unit * 1.9, y);
    context.textAlign = 'right';
    context.fillText(figures[row] ?? '', at + box.width - unit * 0.6, y);
  });
  context.restore();
}
