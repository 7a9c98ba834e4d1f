/** Of a cell's rows of pixels so many are looked at, spread evenly: more would cost as much again and say the same. */
const ROWS = 4;
/** What the alpha bytes of opaque pixels add to a sum of squares. */
const OPAQUE: i32 = 255 * 255;

/**
 * Bilinear samples of a plane of probabilities; those below 0 and what is no number count as 0, those above 1 as 1.
 * @param stride floats a row of the plane
 * @param lowX,highX,weightX of each of `width` columns the two columns of the plane and the weight of the second, and so on
 * @param out a float a sample, height × width
 */
export function sampleProbability(
  plane: usize,
  stride: i32,
  lowX: usize,
  highX: usize,
  weightX: usize,
  lowY: usize,
  highY: usize,
  weightY: usize,
  width: i32,
  height: i32,
  out: usize,
): void {
  let to = out;
  for (let y: usize = 0; y < 4 * <usize>height; y += 4) {
    const top = plane + 4 * <usize>(load<i32>(lowY + y) * stride);
    const bottom = plane + 4 * <usize>(load<i32>(highY + y) * stride);
    const fy = load<f32>(weightY + y);
    for (let x: usize = 0; x < 4 * <usize>width; x += 4) {
      const left = 4 * <usize>load<i32>(lowX + x);
      const right = 4 * <usize>load<i32>(highX + x);
      const fx = load<f32>(weightX + x);
      // a, b above one another and c, d beside them
      const four = clamped(
        f32x4.replace_lane(
          f32x4.replace_lane(
            f32x4.replace_lane(v128.load_splat<f32>(top + left), 1, load<f32>(bottom + left)),
            2,
            load<f32>(top + right),
          ),
          3,
          load<f32>(bottom + right),
        ),
      );
      const beside = v128.shuffle<u32>(four, four, 2, 3, 2, 3);
      const lines = f32x4.add(four, f32x4.mul(f32x4.sub(beside, four), f32x4.splat(fx)));
      const upper = f32x4.extract_lane(lines, 0);
      store<f32>(to, upper + (f32x4.extract_lane(lines, 1) - upper) * fy);
      to += 4;
    }
  }
}

function clamped(four: v128): v128 {
  return f32x4.pmin(f32x4.splat(1), f32x4.pmax(f32x4.splat(0), four));
}

/**
 * Mean colour of each cell of a grid over a picture, and the mean of its squares: R, G, B, R² + G² + B², 0 to 255.
 * @param words RGBA of the picture, opaque, `stride` words a row
 * @param columns,rows where each cell begins, and where the last one ends
 * @param out four floats a cell, height × width
 */
export function cellColours(
  words: usize,
  stride: i32,
  columns: usize,
  rows: usize,
  width: i32,
  height: i32,
  out: usize,
): void {
  let to = out;
  for (let y = 0; y < height; y += 1) {
    const top = load<i32>(rows + 4 * <usize>y);
    const bottom = load<i32>(rows + 4 * <usize>(y + 1));
    const step = (bottom - top + ROWS - 1) / ROWS;
    for (let x = 0; x < width; x += 1) {
      const left = load<i32>(columns + 4 * <usize>x);
      const right = load<i32>(columns + 4 * <usize>(x + 1));
      let sums = i32x4.splat(0);
      let squares = i32x4.splat(0);
      let count = 0;
      for (let row = top; row < bottom; row += step) {
        let at = words + 4 * <usize>(row * stride + left);
        let column = left;
        for (; column + 2 <= right; column += 2) {
          const two = i16x8.extend_low_i8x16_u(v128.load_zero<u64>(at));
          sums = i32x4.add(sums, i32x4.add(i32x4.extend_low_i16x8_u(two), i32x4.extend_high_i16x8_u(two)));
          squares = i32x4.add(squares, i32x4.dot_i16x8_s(two, two));
          at += 8;
        }
        if (column < right) {
          const one = i16x8.extend_low_i8x16_u(v128.load_zero<u32>(at));
          sums = i32x4.add(sums, i32x4.extend_low_i16x8_u(one));
          squares = i32x4.add(squares, i32x4.dot_i16x8_s(one, one));
        }
        count += right - left;
      }
      const all =
        i32x4.extract_lane(squares, 0) +
        i32x4.extract_lane(squares, 1) +
        i32x4.extract_lane(squares, 2) +
        i32x4.extract_lane(squares, 3);
      const four = f32x4.convert_i32x4_s(i32x4.replace_lane(sums, 3, all - count * OPAQUE));
      v128.store(to, f32x4.div(four, f32x4.splat(<f32>count)));
      to += 16;
    }
  }
}

/**
 * How far each cell's luma is from the frame before, which it takes the place of.
 * @param colours of `cellColours`
 * @param past,out a float a cell
 */
export function lumaChange(colours: usize, count: i32, past: usize, out: usize): void {
  for (let i = 0; i < count; i += 1) {
    const at: usize = 4 * <usize>i;
    const colour = colours + 4 * at;
    const green: f32 = 5 * load<f32>(colour, 4);
    const luma: f32 = (load<f32>(colour) + load<f32>(colour) + green + load<f32>(colour, 8)) / 8;
    store<f32>(out + at, abs<f32>(luma - load<f32>(past + at)));
    store<f32>(past + at, luma);
  }
}

/**
 * The largest (`most` 1) or smallest value among a cell and its eight neighbours.
 * @param row room for `width` floats and two more
 */
export function around(plane: usize, width: i32, height: i32, most: i32, row: usize, out: usize): void {
  if (most) extremes<f32>(plane, width, height, row, out);
  else extremes<i32>(plane, width, height, row, out);
}

/** The largest where `Most` is a float's type; the compiler knows no constants as parameters of types. */
function extremes<Most>(plane: usize, width: i32, height: i32, row: usize, out: usize): void {
  const pitch: usize = 4 * <usize>width;
  const first = row + 4;
  for (let y = 0; y < height; y += 1) {
    const own = plane + pitch * <usize>y;
    const above = y > 0 ? own - pitch : own;
    const below = y + 1 < height ? own + pitch : own;
    // what lies beyond a row's end is overwritten, or room that nobody reads
    for (let i: usize = 0; i < pitch; i += 16) {
      const three = best<Most>(v128.load(own + i), best<Most>(v128.load(above + i), v128.load(below + i)));
      v128.store(first + i, three);
    }
    // the ends have themselves beside them
    store<f32>(row, load<f32>(first));
    store<f32>(first + pitch, load<f32>(first + pitch - 4));
    const to = out + pitch * <usize>y;
    for (let i: usize = 0; i < pitch; i += 16) {
      const three = best<Most>(v128.load(first + i), best<Most>(v128.load(row + i), v128.load(first + i, 4)));
      v128.store(to + i, three);
    }
  }
}

function best<Most>(a: v128, b: v128): v128 {
  return isFloat<Most>() ? f32x4.pmax(a, b) : f32x4.pmin(a, b);
}
