import type { Size } from '../../../core/geometry/fit.ts';

/** In place of a label that was taken away. */
export const NO_LABEL = 255;

/** Pixels of a side of what is taken away at once, so that it can be seen. */
export const CELL = 6;

/** A number from 0 to 1 that a cell keeps, whatever is taken away: a hole that is there stays while more are made. */
function lot(column: number, row: number): number {
  let hash = (column * 374_761_393 + row * 668_265_263) | 0;
  hash = Math.imul(hash ^ (hash >>> 13), 1_274_126_177);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/**
 * A label map without a share of its labels.
 * @param share 0 (all are there) to 1
 */
export function withHoles(labels: ArrayLike<number>, { width, height }: Size, share: number): Uint8Array<ArrayBuffer> {
  const left = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    const row = Math.floor(y / CELL);
    for (let x = 0; x < width; x += 1, at += 1) {
      left[at] = lot(Math.floor(x / CELL), row) < share ? NO_LABEL : labels[at]!;
    }
  }
  return left;
}

/**
 * What can be reached from the middle of the lower edge without leaving a class, in steps of whole cells: where one pixel of a cell
 * is something else, or nothing, whoever is careful does not go.
 * @returns of each pixel 1 or 0, height × width
 */
export function reachable(
  labels: ArrayLike<number>,
  { width, height }: Size,
  classId: number,
): Uint8Array<ArrayBuffer> {
  const columns = Math.floor(width / CELL);
  const rows = Math.floor(height / CELL);
  const free = Uint8Array.from({ length: columns * rows }, (_, cell) =>
    Number(isFree(cell % columns, Math.floor(cell / columns))),
  );
  const reached = new Uint8Array(width * height);
  const seen = new Uint8Array(columns * rows);
  const next = startOf(free, columns, rows);
  for (const cell of next) seen[cell] = 1;
  while (next.length > 0) {
    const cell = next.pop()!;
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    fill(column, row);
    if (column > 0) step(cell - 1);
    if (column < columns - 1) step(cell + 1);
    if (row > 0) step(cell - columns);
    if (row < rows - 1) step(cell + columns);
  }
  return reached;

  function step(to: number): void {
    if (!free[to] || seen[to]) return;
    seen[to] = 1;
    next.push(to);
  }

  function isFree(column: number, row: number): boolean {
    for (let y = row * CELL; y < (row + 1) * CELL; y += 1) {
      for (let x = column * CELL; x < (column + 1) * CELL; x += 1) {
        if (labels[y * width + x] !== classId) return false;
      }
    }
    return true;
  }

  function fill(column: number, row: number): void {
    for (let y = row * CELL; y < (row + 1) * CELL; y += 1) {
      reached.fill(1, y * width + column * CELL, y * width + (column + 1) * CELL);
    }
  }
}

/** The free cells in the middle third of the lowest row that has any. */
function startOf(free: Uint8Array, columns: number, rows: number): number[] {
  const [from, to] = [Math.floor(columns / 3), Math.ceil((2 * columns) / 3)];
  for (let row = rows - 1; row >= Math.floor(rows / 2); row -= 1) {
    const cells = Array.from({ length: to - from }, (_, at) => row * columns + from + at).filter((cell) => free[cell]);
    if (cells.length > 0) return cells;
  }
  return [];
}

/** How many of a mask's pixels are set. */
export function areaOf(mask: Uint8Array): number {
  let area = 0;
  for (const each of mask) area += each;
  return area;
}
