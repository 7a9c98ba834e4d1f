/**
 * Sums over a square window around each cell of a grid, held inside the grid: running sums, so that a wide window costs no more than
 * a narrow one.
 * @param source four numbers a cell, height × width: floats, or with `whole` unsigned integers, whose sums are exact
 * @param scale of what is written; with `adds` it is added to what is there
 * @param columns room for a row of cells
 */
export function boxes(
  source: usize,
  whole: i32,
  width: i32,
  height: i32,
  radius: i32,
  scale: f32,
  adds: i32,
  columns: usize,
  out: usize,
): void {
  if (whole) sums<i32>(source, width, height, radius, scale, adds, columns, out);
  else sums<f32>(source, width, height, radius, scale, adds, columns, out);
}

function sums<T>(
  source: usize,
  width: i32,
  height: i32,
  radius: i32,
  scale: f32,
  adds: i32,
  columns: usize,
  out: usize,
): void {
  const pitch: usize = 16 * <usize>width;
  const scales = f32x4.splat(scale);
  memory.fill(columns, 0, pitch);
  for (let y = 0; y < min(height, radius); y += 1) addRow<T>(columns, source + pitch * <usize>y, pitch);
  for (let y = 0; y < height; y += 1) {
    moveRows<T>(columns, source, pitch, pitch, y - radius - 1 >= 0 ? y - radius - 1 : -1, y + radius, height);
    let sum = f32x4.splat(0);
    for (let x = 0; x < min(width, radius); x += 1) sum = v128.add<T>(sum, v128.load(columns + 16 * <usize>x));
    let at = out + pitch * <usize>y;
    for (let x = 0; x < width; x += 1) {
      if (x + radius < width) sum = v128.add<T>(sum, v128.load(columns + 16 * <usize>(x + radius)));
      if (x > radius) sum = v128.sub<T>(sum, v128.load(columns + 16 * <usize>(x - radius - 1)));
      const scaled = f32x4.mul(isInteger<T>() ? f32x4.convert_i32x4_u(sum) : sum, scales);
      v128.store(at, adds ? f32x4.add(v128.load(at), scaled) : scaled);
      at += 16;
    }
  }
}

/** Adds a row to sums of columns. @param bytes of both */
export function addRow<T>(columns: usize, row: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(columns + i, v128.add<T>(v128.load(columns + i), v128.load(row + i)));
  }
}

/**
 * Moves a window on by a row: one comes in at its lower end and one goes at its upper end, where there are such.
 * @param source the first row's
 * @param pitch bytes from a row to the next
 * @param bytes of the columns
 * @param goes,comes which rows; what is below 0 or not below `height` is none
 */
export function moveRows<T>(
  columns: usize,
  source: usize,
  pitch: usize,
  bytes: usize,
  goes: i32,
  comes: i32,
  height: i32,
): void {
  const last = source + pitch * <usize>comes;
  const first = source + pitch * <usize>goes;
  if (goes < 0) {
    if (comes < height) addRow<T>(columns, last, bytes);
    return;
  }
  for (let i: usize = 0; i < bytes; i += 16) {
    let sum = v128.load(columns + i);
    if (comes < height) sum = v128.add<T>(sum, v128.load(last + i));
    v128.store(columns + i, v128.sub<T>(sum, v128.load(first + i)));
  }
}
