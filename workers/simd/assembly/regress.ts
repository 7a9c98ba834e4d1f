/**
 * How a plane follows the guide at each corner of a cell in which class `id` competes: a = gain · cov(guide, plane) /
 * (var(guide) + epsilon) over a square window held inside the bounds. Sums over a window's columns are shared by the
 * pixels of a row.
 * @param plane its first pixel; `step` bytes from one to the next
 * @param corners the sets of classes of the id's own rank
 * @param rows a word for each column, and `sums` four doubles
 * @param out height × width floats; only those corners are written
 */
export function regress(
  guide: usize,
  plane: usize,
  step: usize,
  corners: usize,
  bit: u32,
  width: i32,
  left: i32,
  right: i32,
  top: i32,
  bottom: i32,
  radius: i32,
  epsilon: f64,
  gain: f64,
  rows: usize,
  sums: usize,
  out: usize,
): void {
  memory.fill(rows, 255, 4 * <usize>width);
  for (let y = top; y <= bottom; y += 1) {
    const first = max(top, y - radius);
    const last = min(bottom, y + radius);
    for (let x = left; x <= right; x += 1) {
      const at: usize = 4 * <usize>(y * width + x);
      if (x + 3 <= right && !v128.any_true(v128.load(corners + at))) {
        x += 3;
        continue;
      }
      if ((load<u32>(corners + at) & bit) == 0) continue;
      const from = max(left, x - radius);
      const to = min(right, x + radius);
      // guide and plane; their products with the guide
      let plain = f64x2.splat(0);
      let products = f64x2.splat(0);
      for (let u = from; u <= to; u += 1) {
        const sum = sums + 32 * <usize>u;
        if (load<i32>(rows + 4 * <usize>u) != y) {
          store<i32>(rows + 4 * <usize>u, y);
          addColumn(guide, plane, step, width, u, first, last, sum);
        }
        plain = f64x2.add(plain, v128.load(sum));
        products = f64x2.add(products, v128.load(sum, 16));
      }
      const count = <f64>((to - from + 1) * (last - first + 1));
      const mean = f64x2.extract_lane(plain, 0) / count;
      const covariance = f64x2.extract_lane(products, 1) / count - (mean * f64x2.extract_lane(plain, 1)) / count;
      const variance = f64x2.extract_lane(products, 0) / count - mean * mean;
      store<f32>(out + at, <f32>((gain * covariance) / (variance + epsilon)));
    }
  }
}

/** Of one column between two rows. */
function addColumn(
  guide: usize,
  plane: usize,
  step: usize,
  width: i32,
  column: i32,
  first: i32,
  last: i32,
  out: usize,
): void {
  let plain = f64x2.splat(0);
  let products = f64x2.splat(0);
  for (let y = first; y <= last; y += 1) {
    const at = <usize>(y * width + column);
    const g = <f64>load<f32>(guide + 4 * at);
    const both = f64x2.replace_lane(f64x2.splat(g), 1, <f64>load<f32>(plane + step * at));
    plain = f64x2.add(plain, both);
    products = f64x2.add(products, f64x2.mul(f64x2.splat(g), both));
  }
  v128.store(out, plain);
  v128.store(out, products, 16);
}
