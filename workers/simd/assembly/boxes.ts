/**
 * Sums over a square window around each cell, held inside the grid: running sums, so that a wide window costs no more than
 * a narrow one.
 * @param source `vectors` times four numbers a cell, height × width: floats, or with `whole` unsigned integers, whose sums are exact
 * @param left,right,top,bottom the cells whose sums are wanted, the last ones included
 * @param scale of what is written; with `adds` it is added to what is there
 * @param columns room for a row of cells
 */
export function boxes(
  source: usize,
  vectors: i32,
  whole: i32,
  width: i32,
  height: i32,
  left: i32,
  right: i32,
  top: i32,
  bottom: i32,
  radius: i32,
  scale: f32,
  adds: i32,
  columns: usize,
  out: usize,
): void {
  const size: usize = 16 * <usize>vectors;
  const pitch = size * <usize>width;
  const from = max(0, left - radius);
  const to = min(width - 1, right + radius);
  const begin = columns + size * <usize>from;
  const end = columns + size * <usize>(to + 1);
  const scales = f32x4.splat(scale);
  memory.fill(begin, 0, end - begin);
  const first = max(0, top - radius);
  for (let y = first; y < min(height, top + radius); y += 1) {
    addRow(source + pitch * <usize>y + size * <usize>from, begin, end, whole);
  }
  for (let y = top; y <= bottom; y += 1) {
    if (y + radius < height) addRow(source + pitch * <usize>(y + radius) + size * <usize>from, begin, end, whole);
    if (y - radius - 1 >= first) {
      subtractRow(source + pitch * <usize>(y - radius - 1) + size * <usize>from, begin, end, whole);
    }
    for (let vector = 0; vector < vectors; vector += 1) {
      const lane = columns + 16 * <usize>vector;
      let sum = f32x4.splat(0);
      for (let x = from; x < min(width, left + radius); x += 1) {
        sum = plus(sum, v128.load(lane + size * <usize>x), whole);
      }
      let at = out + pitch * <usize>y + size * <usize>left + 16 * <usize>vector;
      for (let x = left; x <= right; x += 1) {
        if (x + radius <= to) sum = plus(sum, v128.load(lane + size * <usize>(x + radius)), whole);
        if (x - radius - 1 >= from) sum = minus(sum, v128.load(lane + size * <usize>(x - radius - 1)), whole);
        const scaled = f32x4.mul(whole ? f32x4.convert_i32x4_u(sum) : sum, scales);
        v128.store(at, adds ? f32x4.add(v128.load(at), scaled) : scaled);
        at += size;
      }
    }
  }
}

function addRow(row: usize, begin: usize, end: usize, whole: i32): void {
  for (let at = begin, from = row; at < end; at += 16, from += 16) {
    v128.store(at, plus(v128.load(at), v128.load(from), whole));
  }
}

function subtractRow(row: usize, begin: usize, end: usize, whole: i32): void {
  for (let at = begin, from = row; at < end; at += 16, from += 16) {
    v128.store(at, minus(v128.load(at), v128.load(from), whole));
  }
}

function plus(a: v128, b: v128, whole: i32): v128 {
  return whole ? i32x4.add(a, b) : f32x4.add(a, b);
}

function minus(a: v128, b: v128, whole: i32): v128 {
  return whole ? i32x4.sub(a, b) : f32x4.sub(a, b);
}
