import { CLEAR, MatteOrder, STATE } from './matte-order';

/** Of weights below the running sums have lost too much. */
const LEAST: f32 = 0.5;

/** Colours of what is surely behind, and 1: four whole numbers a cell in place of `weighed`; zeros elsewhere. */
export function weighBackdrop(address: usize): void {
  const order = changetype<MatteOrder>(address);
  const count = order.width * order.height;
  for (let i = 0; i < count; i += 1) {
    const at: usize = 16 * <usize>i;
    const colour = f32x4.add(f32x4.replace_lane(v128.load(order.colours + at), 3, 1), f32x4.splat(0.5));
    const isBehind = (load<u8>(order.states + <usize>i) & STATE) == CLEAR;
    v128.store(order.weighed + at, isBehind ? i32x4.trunc_sat_f32x4_u(colour) : i32x4.splat(0));
  }
}

/** Colours times weights as RGBA words, opaque; grey where nothing has any weight, far behind a person. */
export function backdropWords(weighed: usize, count: i32, out: usize): void {
  const grey = f32x4.splat(127.5);
  for (let i = 0; i < count; i += 1) {
    const four = v128.load(weighed + 16 * <usize>i);
    const weight = f32x4.extract_lane(four, 3);
    const colour = weight > LEAST ? f32x4.div(four, f32x4.splat(weight)) : grey;
    const bytes = i32x4.trunc_sat_f32x4_s(f32x4.add(colour, f32x4.splat(0.5)));
    const narrow = i16x8.narrow_i32x4_s(bytes, bytes);
    const word = i32x4.extract_lane(i8x16.narrow_i16x8_u(narrow, narrow), 0);
    store<u32>(out + 4 * <usize>i, word | 0xff000000);
  }
}

/** Of 1, in the whole numbers that a row of pixels is worked out in. */
const FINE: f32 = 128;

/**
 * Makes two rows of the grid as wide as the picture, and what grows from the one to the other, in the order's `lines`: a row of the picture lies
 * between them.
 * @param ready the last row that is there already; rows are asked for from the first to the last
 * @returns the last row that is there now
 */
export function readyLines(order: MatteOrder, top: i32, bottom: i32, ready: i32): i32 {
  const pitch = pitchOf(order);
  for (let row = max(ready + 1, top); row <= bottom; row += 1) widen(order, row, lineOf(order, row));
  const upper = lineOf(order, top);
  const lower = lineOf(order, bottom);
  const growth = order.lines + 2 * pitch;
  for (let x: usize = 0; x < pitch; x += 16) {
    v128.store(growth + x, i16x8.sub(v128.load(lower + x), v128.load(upper + x)));
  }
  return max(ready, bottom);
}

/**
 * The backdrop from a column of the picture to another in the row that lies so far behind `top` as the weight says: RGBA words, rounded. Up to
 * three words beyond are written.
 */
export function lineBetween(order: MatteOrder, top: i32, weight: f32, start: i32, end: i32, row: usize): void {
  const upper = lineOf(order, top);
  const growth = order.lines + 2 * pitchOf(order);
  const share = i16x8.splat(<i16>(weight * 32767));
  const half = i16x8.splat(<i16>(FINE / 2));
  for (let x: usize = <usize>start; x < <usize>end; x += 4) {
    const low = mixed(v128.load(upper + 8 * x), v128.load(growth + 8 * x), share, half);
    const high = mixed(v128.load(upper + 8 * x, 16), v128.load(growth + 8 * x, 16), share, half);
    v128.store(row + 4 * x, i8x16.narrow_i16x8_u(low, high));
  }
}

/** Two rows of the grid after one another lie in different places. */
function lineOf(order: MatteOrder, row: i32): usize {
  return order.lines + pitchOf(order) * <usize>(row & 1);
}

function pitchOf(order: MatteOrder): usize {
  return 8 * (<usize>order.frameWidth + 4);
}

/** A row of the grid as wide as the picture, 16 bits a channel. Up to three pixels beyond it are written. */
function widen(order: MatteOrder, row: i32, out: usize): void {
  const each: f32 = <f32>order.width / <f32>order.frameWidth;
  for (let run = 0; run < order.runCount; run += 1) {
    let x = load<i32>(order.runs + 4 * <usize>run);
    const end = load<i32>(order.runs + 4 * <usize>(run + 1));
    const at: usize = 4 * <usize>x;
    const left = fine(order, row, load<i32>(order.lowX + at));
    const right = fine(order, row, load<i32>(order.highX + at));
    // before the first column's centre nothing grows
    for (; run == 0 && x < end && load<f32>(order.weightX + 4 * <usize>x) == 0; x += 1) {
      v128.store(out + 8 * <usize>x, pairOf(left, left));
    }
    if (x == end) continue;
    // between two columns of the grid colours grow by the same from pixel to pixel
    const between = f32x4.sub(right, left);
    const step = f32x4.mul(between, f32x4.splat(each));
    const first = f32x4.add(left, f32x4.mul(between, f32x4.splat(load<f32>(order.weightX + 4 * <usize>x))));
    let two = pairOf(first, f32x4.add(first, step));
    const twice = f32x4.add(step, step);
    const growth = pairOf(twice, twice);
    for (; x < end; x += 2) {
      v128.store(out + 8 * <usize>x, two);
      two = i16x8.add(two, growth);
    }
  }
}

function mixed(upper: v128, growth: v128, share: v128, half: v128): v128 {
  return i16x8.shr_s(i16x8.add_sat_s(i16x8.add(upper, i16x8.q15mulr_sat_s(growth, share)), half), 7);
}

/** A cell's colour in fine numbers; in a mirror the columns are counted from the other side. */
function fine(order: MatteOrder, row: i32, column: i32): v128 {
  const x = order.mirrored ? order.width - 1 - column : column;
  const pixel = load<u32>(order.behind + 4 * <usize>(row * order.width + x));
  const channels = f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(i32x4.splat(pixel))));
  return f32x4.mul(channels, f32x4.splat(FINE));
}

function pairOf(a: v128, b: v128): v128 {
  return i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(a), i32x4.trunc_sat_f32x4_s(b));
}
