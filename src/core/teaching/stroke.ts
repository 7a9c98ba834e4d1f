import type { Placement, Size } from '../geometry/fit.ts';

/** A brush drawn over a frame. */
export interface Stroke {
  /** What it is of; null: an eraser, which takes away what strokes before said of these places. */
  readonly classId: number | null;
  /** Pixels of the frame, from its upper left corner; joined by straight lines. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Pixels of the frame. */
  readonly radius: number;
}

/** Where a frame's places lie that can be taught: cell i of a row is at pixel i · stride of a network's input. */
export interface CellGrid {
  readonly width: number;
  readonly height: number;
  /** Pixels of the input. */
  readonly stride: number;
  /** Where the frame lies in the input, in its pixels. */
  readonly place: Placement;
  readonly frame: Size;
}

/**
 * The cells under a brush, in rising order: those whose place lies within it, and the nearest one of each point, so that the finest brush
 * covers some. What lies outside the frame is left out.
 */
export function cellsUnder({ points, radius }: Stroke, grid: CellGrid): Uint32Array<ArrayBuffer> {
  const { width, height, stride, place, frame } = grid;
  const scaleX = place.width / frame.width;
  const scaleY = place.height / frame.height;
  const column = (x: number): number => (place.x + x * scaleX - 0.5) / stride;
  const row = (y: number): number => (place.y + y * scaleY - 0.5) / stride;
  const frameX = (at: number): number => (at * stride + 0.5 - place.x) / scaleX;
  const frameY = (at: number): number => (at * stride + 0.5 - place.y) / scaleY;
  const found = new Set<number>();
  points.forEach(([x, y], index) => {
    const [fromX, fromY] = points[Math.max(0, index - 1)]!;
    if (x >= 0 && y >= 0 && x < frame.width && y < frame.height) {
      found.add(clamp(Math.round(row(y)), height) * width + clamp(Math.round(column(x)), width));
    }
    const left = Math.max(0, Math.ceil(column(Math.min(x, fromX) - radius)));
    const right = Math.min(width - 1, Math.floor(column(Math.max(x, fromX) + radius)));
    const top = Math.max(0, Math.ceil(row(Math.min(y, fromY) - radius)));
    const bottom = Math.min(height - 1, Math.floor(row(Math.max(y, fromY) + radius)));
    for (let j = top; j <= bottom; j += 1) {
      const atY = frameY(j);
      if (atY < 0 || atY >= frame.height) continue;
      for (let i = left; i <= right; i += 1) {
        const atX = frameX(i);
        if (atX < 0 || atX >= frame.width) continue;
        if (distance(atX, atY, fromX, fromY, x, y) <= radius) found.add(j * width + i);
      }
    }
  });
  return Uint32Array.from(found).sort();
}

/** At most so many of them, evenly spread over all. */
export function thinned(cells: Uint32Array<ArrayBuffer>, most: number): Uint32Array<ArrayBuffer> {
  if (cells.length <= most) return cells;
  return Uint32Array.from({ length: most }, (_, i) => cells[Math.floor(((i + 0.5) * cells.length) / most)]!);
}

/** Of a point from a line between two others. */
function distance(x: number, y: number, fromX: number, fromY: number, toX: number, toY: number): number {
  const dx = toX - fromX;
  const dy = toY - fromY;
  const length = dx * dx + dy * dy;
  const along = length > 0 ? Math.min(1, Math.max(0, ((x - fromX) * dx + (y - fromY) * dy) / length)) : 0;
  return Math.hypot(x - fromX - along * dx, y - fromY - along * dy);
}

function clamp(at: number, count: number): number {
  return Math.min(count - 1, Math.max(0, at));
}
