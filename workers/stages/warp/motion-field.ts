import type { Thumbnail } from './thumbnail.ts';

export const MATCHING = {
  /** Side of a cell, which gets a displacement of its own, in the thumbnail's pixels. */
  cell: 4,
  /** What is compared reaches so far beyond a cell: a cell alone holds too little to be recognised by. */
  margin: 2,
  /** How far content is looked for, each way. */
  reach: 4,
  /** Mean difference (0 to 255) that a move must gain over standing still: less is noise. */
  gain: 1.5,
} as const;

const { cell: CELL, margin: MARGIN, reach: REACH, gain: GAIN } = MATCHING;
const SIDE = CELL + 2 * MARGIN;

/** Where each pixel's content came from, in the thumbnail's pixels: now minus before, rightwards and downwards. */
export interface MotionField {
  readonly width: number;
  readonly height: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/**
 * Block matching by the sum of absolute differences, with a parabola through the best match and its neighbours for the
 * fraction of a pixel; then each pixel takes the one of the displacements around that fits it best, so that the field's
 * edges are the picture's. What finds nothing better than its old place stands still.
 * @param before,now of the same size
 */
export function motionField(before: Thumbnail, now: Thumbnail): MotionField {
  const { width, height } = now;
  const [columns, rows] = [Math.ceil(width / CELL), Math.ceil(height / CELL)];
  const cells = { columns, rows, x: new Float32Array(columns * rows), y: new Float32Array(columns * rows) };
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) match(before, now, column, row, cells);
  }
  const field = { width, height, x: new Float32Array(width * height), y: new Float32Array(width * height) };
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) settle(before, now, x, y, cells, field);
  return field;
}

interface Cells {
  readonly columns: number;
  readonly rows: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

function match(before: Thumbnail, now: Thumbnail, column: number, row: number, cells: Cells): void {
  const left = column * CELL - MARGIN;
  const top = row * CELL - MARGIN;
  const at = (dx: number, dy: number): number => difference(before, now, left, top, SIDE, dx, dy);
  const still = at(0, 0);
  // nothing could gain enough
  if (still <= GAIN) return;
  let best = still - GAIN;
  let bestX = 0;
  let bestY = 0;
  const look = (dx: number, dy: number): void => {
    const cost = at(dx, dy);
    if (cost >= best) return;
    best = cost;
    bestX = dx;
    bestY = dy;
  };
  // every second place first, then the neighbours of the best
  for (let dy = -REACH; dy <= REACH; dy += 2) for (let dx = -REACH; dx <= REACH; dx += 2) look(dx, dy);
  const centreX = bestX;
  const centreY = bestY;
  for (let dy = centreY - 1; dy <= centreY + 1; dy += 1) {
    for (let dx = centreX - 1; dx <= centreX + 1; dx += 1) if (dx !== centreX || dy !== centreY) look(dx, dy);
  }
  if (bestX === 0 && bestY === 0) return;
  const index = row * cells.columns + column;
  cells.x[index] = bestX + fraction(at(bestX - 1, bestY), best, at(bestX + 1, bestY));
  cells.y[index] = bestY + fraction(at(bestX, bestY - 1), best, at(bestX, bestY + 1));
}

/** The displacement of the pixel's own cell or of a neighbour, whichever fits its surroundings best; its own in a tie. */
function settle(before: Thumbnail, now: Thumbnail, x: number, y: number, cells: Cells, out: MotionField): void {
  const column = Math.floor(x / CELL);
  const row = Math.floor(y / CELL);
  const own = row * cells.columns + column;
  const fit = (cell: number): number =>
    difference(before, now, x - 1, y - 1, 3, Math.round(cells.x[cell]!), Math.round(cells.y[cell]!));
  let chosen = own;
  let best = -1;
  const look = (across: number, down: number): void => {
    if (column + across < 0 || column + across >= cells.columns || row + down < 0 || row + down >= cells.rows) return;
    const other = own + down * cells.columns + across;
    if (cells.x[other] === cells.x[chosen] && cells.y[other] === cells.y[chosen]) return;
    if (best < 0) best = fit(own);
    const cost = fit(other);
    if (cost >= best) return;
    chosen = other;
    best = cost;
  };
  look(-1, 0);
  look(1, 0);
  look(0, -1);
  look(0, 1);
  out.x[y * out.width + x] = cells.x[chosen]!;
  out.y[y * out.width + x] = cells.y[chosen]!;
}

/**
 * Mean absolute difference between a square now and what lay (dx, dy) before it, as far as both are inside; Infinity where
 * less than half of it is.
 */
function difference(
  before: Thumbnail,
  now: Thumbnail,
  left: number,
  top: number,
  side: number,
  dx: number,
  dy: number,
): number {
  const { width, height } = now;
  const x0 = Math.max(left, 0, dx);
  const x1 = Math.min(left + side, width, width + dx);
  const y0 = Math.max(top, 0, dy);
  const y1 = Math.min(top + side, height, height + dy);
  const count = Math.max(0, x1 - x0) * Math.max(0, y1 - y0);
  const inside = (Math.min(left + side, width) - Math.max(left, 0)) * (Math.min(top + side, height) - Math.max(top, 0));
  if (count * 2 < inside || count === 0) return Infinity;
  const old = before.luma;
  const young = now.luma;
  let sum = 0;
  for (let y = y0; y < y1; y += 1) {
    const shift = (y - dy) * width - dx;
    const line = y * width;
    for (let x = x0; x < x1; x += 1) sum += Math.abs(young[line + x]! - old[shift + x]!);
  }
  return sum / count;
}

/** The lowest point of the parabola through three values at −1, 0, 1: within half a step of the middle one. */
function fraction(left: number, middle: number, right: number): number {
  const bend = left - 2 * middle + right;
  if (!Number.isFinite(bend) || bend <= 0) return 0;
  return Math.max(-0.5, Math.min(0.5, (left - right) / (2 * bend)));
}
