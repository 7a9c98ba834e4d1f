import type { PlacedNumber } from './placing.ts';

/** Light digits with a dark halo, which are read on any colour. */
export function drawNumbers(context: OffscreenCanvasRenderingContext2D, numbers: readonly PlacedNumber[]): void {
  if (numbers.length === 0) return;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 1;
  context.globalCompositeOperation = 'source-over';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.strokeStyle = HALO;
  context.fillStyle = DIGITS;
  for (const { text, x, y, size } of numbers) {
    context.font = fontOf(size);
    context.lineWidth = size * HALO_WIDTH;
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }
  context.restore();
}

const HALO = '#101214c4';
const DIGITS = '#ffffff';
/** Of the digits' size. */
const HALO_WIDTH = 0.2;

function fontOf(size: number): string {
  return `600 ${Math.round(size)}px system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif`;
}
