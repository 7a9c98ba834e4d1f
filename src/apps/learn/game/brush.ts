import type { Size } from '../../../core/geometry/fit.ts';
import type { Place } from '../lens/lens.ts';

/** Gives all pixels within `radius` of the line from one place to another a label. */
export function stroke(
  labels: Uint8Array,
  { width, height }: Size,
  { from, to, radius }: { readonly from: Place; readonly to: Place; readonly radius: number },
  label: number,
): void {
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - radius));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(from.y, to.y) + radius));
  const left = Math.max(0, Math.floor(Math.min(from.x, to.x) - radius));
  const right = Math.min(width - 1, Math.ceil(Math.max(from.x, to.x) + radius));
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) {
      const along = length > 0 ? Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / length)) : 0;
      if (Math.hypot(x - from.x - along * dx, y - from.y - along * dy) <= radius) labels[y * width + x] = label;
    }
  }
}
