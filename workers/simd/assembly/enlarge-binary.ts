import { count, LUMA, Order } from './enlarge-order';

/** A row of a binary model: two target columns at a time; of the last one of a cell only one counts. */
export function decide(
  order: Order,
  used: i32,
  top: usize,
  bottom: usize,
  fy: f64,
  inside: bool,
  to: usize,
  line: usize,
): void {
  let spans = order.spans;
  const keeps = order.kept;
  const lowX = order.lowX;
  const highX = order.highX;
  const weightX = order.weightX;
  const columns = order.columns;
  const step = order.pixelStep;
  const out = order.out + to;
  const pasts = order.past + 4 * to;
  const beginX = order.beginX;
  const endX = order.endX;
  const same = order.frameWidth == order.targetWidth;
  const guideUpper = order.guide + 4 * top;
  const guideLower = order.guide + 4 * bottom;
  const aUpper = order.a + 4 * top;
  const aLower = order.a + 4 * bottom;
  const pUpper = order.p + step * top;
  const pLower = order.p + step * bottom;
  const zero = f64x2.splat(0);
  let ones = 0;
  // the grid column that lies ready: the last cell's right side
  let ready: usize = usize.MAX_VALUE;
  let p: f64 = 0;
  let a: f64 = 0;
  let guide: f64 = 0;
  for (let span = 0; span < used; span += 1) {
    const start = load<i32>(spans);
    const end = load<i32>(spans, 4);
    const only = load<i32>(spans, 8);
    spans += 12;
    if (only >= 0) {
      memory.fill(out + <usize>start, <u8>only, <usize>(end - start));
      if (only == 1) ones += end - start;
      continue;
    }
    const left = <usize>load<i32>(lowX + 4 * <usize>start);
    const right = <usize>load<i32>(highX + 4 * <usize>start);
    if (left != ready) {
      guide = vertical(guideUpper, guideLower, 4 * left, fy);
      p = vertical(pUpper, pLower, step * left, fy);
      a = inside ? vertical(aUpper, aLower, 4 * left, fy) : 0;
    }
    const nextGuide = vertical(guideUpper, guideLower, 4 * right, fy);
    const nextP = vertical(pUpper, pLower, step * right, fy);
    const nextA = inside ? vertical(aUpper, aLower, 4 * right, fy) : 0;
    const kept = f64x2.splat(<f64>load<f32>(keeps + 4 * <usize>span));
    const guides = f64x2.splat(guide);
    const guideGrowth = f64x2.splat(nextGuide - guide);
    const ps = f64x2.splat(p - 0.5);
    const pGrowth = f64x2.splat(nextP - p);
    const as = f64x2.splat(a);
    const aGrowth = f64x2.splat(nextA - a);
    const looks = start >= beginX && end <= endX;
    for (let column = start; column < end; column += 2) {
      const x: usize = 4 * <usize>column;
      const words = same ? v128.load_zero<u64>(line + x) : apart(line, columns + x);
      const fx = f64x2.promote_low_f32x4(v128.load_zero<u64>(weightX + x));
      const now = lumaOf(words);
      const past = f64x2.promote_low_f32x4(v128.load_zero<u64>(pasts + x));
      const luma = f64x2.add(now, f64x2.mul(kept, f64x2.sub(past, now)));
      let detail = f64x2.sub(f64x2.sub(luma, guides), f64x2.mul(guideGrowth, fx));
      if (!looks) detail = v128.and(detail, within(column, beginX, endX));
      const own = f64x2.add(ps, f64x2.mul(pGrowth, fx));
      const slope = f64x2.add(as, f64x2.mul(aGrowth, fx));
      const bits = i64x2.bitmask(f64x2.gt(f64x2.add(own, f64x2.mul(slope, detail)), zero));
      const seen = f32x4.demote_f64x2_zero(luma);
      if (column + 1 < end) {
        v128.store_lane<u64>(pasts + x, seen, 0);
        store<u16>(out + <usize>column, (bits & 1) | ((bits & 2) << 7));
        ones += popcnt(bits);
      } else {
        v128.store_lane<u32>(pasts + x, seen, 0);
        store<u8>(out + <usize>column, bits & 1);
        ones += bits & 1;
      }
    }
    guide = nextGuide;
    p = nextP;
    a = nextA;
    ready = right;
  }
  count(order, 1, ones);
  count(order, 0, order.targetWidth - ones);
}

/** A plane's value between two rows. */
function vertical(upper: usize, lower: usize, offset: usize, weight: f64): f64 {
  const value = <f64>load<f32>(upper + offset);
  return value + (<f64>load<f32>(lower + offset) - value) * weight;
}

/** The words of two target columns of a frame of another size; the second one may lie beyond the last column. */
function apart(line: usize, columns: usize): v128 {
  const first = v128.load_zero<u32>(line + 4 * <usize>load<i32>(columns));
  return v128.load_lane<u32>(line + 4 * <usize>load<i32>(columns, 4), first, 1);
}

/** All bits where the picture lies over the grid. */
function within(column: i32, begin: i32, end: i32): v128 {
  const first = column >= begin && column < end ? -1 : 0;
  const second = column + 1 >= begin && column + 1 < end ? -1 : 0;
  return i64x2.replace_lane(i64x2.splat(first), 1, second);
}

/** Luma of two pixels, 0 to 1. */
function lumaOf(words: v128): v128 {
  const weights = i16x8(2, 5, 1, 0, 2, 5, 1, 0);
  const halves = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(words), weights);
  const sums = i32x4.add(halves, v128.shuffle<u32>(halves, halves, 1, 0, 3, 2));
  const two = v128.shuffle<u32>(sums, sums, 0, 2, 0, 2);
  return f64x2.mul(f64x2.convert_low_i32x4_u(two), f64x2.splat(LUMA));
}
