/** What `enlarge` works on: addresses and sizes, in the order in which the guided filter's `enlarge.ts` writes them. */
@unmanaged
class Order {
  ids: usize;
  /** Sets of competing classes: `ranks` planes. */
  cells: usize;
  ranks: i32;
  /** Scores: plane c, pixel i lies at p + c · classStep + i · pixelStep; steps in bytes. */
  p: usize;
  classStep: usize;
  pixelStep: usize;
  /** Coefficients, a plane for each class; of a binary model one. */
  a: usize;
  /** 1: one plane, the probability of class 1. */
  binary: i32;
  guide: usize;
  /** Share of the past kept at each grid pixel; 0: there is none. */
  keep: usize;
  /** Of the grid. */
  width: i32;
  height: i32;
  /** Of the label map. */
  targetWidth: i32;
  targetHeight: i32;
  words: usize;
  frameWidth: i32;
  /** The column and row of the frame in which the centre of each target column and row lies. */
  columns: usize;
  rows: usize;
  lowX: usize;
  highX: usize;
  weightX: usize;
  beginX: i32;
  endX: i32;
  lowY: usize;
  highY: usize;
  weightY: usize;
  beginY: i32;
  endY: i32;
  /** First target column of each cell of a row, then the number of columns. */
  runs: usize;
  cellsInRow: i32;
  /** Luma of the frame before, smoothed, for each pixel of the label map. */
  past: usize;
  /** The frame in which each cell was last contested, and the number of this one. */
  seen: usize;
  now: i32;
  /** Of a row of cells three words each: first column, end, and class or −1; then for contested ones the share kept. */
  spans: usize;
  kept: usize;
  /** Of each competing class four doubles, and its id. */
  lines: usize;
  rivals: usize;
  out: usize;
  counts: usize;
}

/** What a luma of 8 · 255 weighs: (2 R + 5 G + B) / 8 of bytes, as 0 to 1. */
const LUMA: f64 = 1.0 / (8.0 * 255.0);

/** The last step of the guided filter: q = up(p) + up(a) · detail in the contested cells, the only class in the others. */
export function enlarge(address: usize): void {
  const order = changetype<Order>(address);
  const stride = <usize>order.width;
  let above: usize = usize.MAX_VALUE;
  let used = 0;
  for (let row = 0; row < order.targetHeight; row += 1) {
    const y: usize = 4 * <usize>row;
    const top = <usize>load<i32>(order.lowY + y) * stride;
    const bottom = <usize>load<i32>(order.highY + y) * stride;
    const fy = <f64>load<f32>(order.weightY + y);
    const inside = row >= order.beginY && row < order.endY;
    const to = <usize>row * <usize>order.targetWidth;
    const line = order.words + 4 * <usize>load<i32>(order.rows + y) * <usize>order.frameWidth;
    if (top != above) {
      used = findSpans(order, top, bottom);
      above = top;
    }
    if (order.binary) {
      decide(order, used, top, bottom, fy, inside, to, line);
      continue;
    }
    for (let span = 0; span < used; span += 1) {
      const at = order.spans + 12 * <usize>span;
      const start = load<i32>(at);
      const end = load<i32>(at, 4);
      const only = load<i32>(at, 8);
      if (only >= 0) {
        memory.fill(order.out + to + <usize>start, <u8>only, <usize>(end - start));
        count(order, only, end - start);
        continue;
      }
      const kept = <f64>load<f32>(order.kept + 4 * <usize>span);
      const left = <usize>load<i32>(order.lowX + 4 * <usize>start);
      const right = <usize>load<i32>(order.highX + 4 * <usize>start);
      const first = between(order.guide, 4, top + left, bottom + left, fy);
      const growth = between(order.guide, 4, top + right, bottom + right, fy) - first;
      const several = findRivals(order, top + left);
      for (let k = 0; k < several; k += 1) {
        const id = <usize>load<u8>(order.rivals + <usize>k);
        prepare(order, k, id, top, bottom, left, right, fy, inside);
      }
      compete(order, several, start, end, to, line, kept, first, growth);
    }
  }
}

/** Joins neighbouring cells of one class; a contested one stays by itself. Returns how many spans there are. */
function findSpans(order: Order, top: usize, bottom: usize): i32 {
  const plane: usize = 4 * <usize>(order.width * order.height);
  const last = <usize>(order.width - 1);
  let used = 0;
  let joined = -1;
  for (let run = 0; run < order.cellsInRow; run += 1) {
    const start = load<i32>(order.runs + 4 * <usize>run);
    const end = load<i32>(order.runs + 4 * <usize>run, 4);
    const column = <usize>load<i32>(order.lowX + 4 * <usize>start);
    const cell = top + column;
    let any = load<u32>(order.cells + 4 * cell);
    for (let rank = 1; rank < order.ranks; rank += 1) any |= load<u32>(order.cells + 4 * cell + plane * rank);
    const id = any == 0 ? <i32>load<u8>(order.ids + cell) : -1;
    if (id >= 0 && id == joined) {
      store<i32>(order.spans + 12 * <usize>(used - 1), end, 4);
      continue;
    }
    const at = order.spans + 12 * <usize>used;
    store<i32>(at, start);
    store<i32>(at, end, 4);
    store<i32>(at, id, 8);
    if (id < 0) store<f32>(order.kept + 4 * <usize>used, recall(order, top, bottom, column, min(column + 1, last)));
    joined = id;
    used += 1;
  }
  return used;
}

/** How much of a contested cell's past its corners allow to keep; none where it was not contested a frame ago. */
function recall(order: Order, top: usize, bottom: usize, column: usize, beside: usize): f32 {
  const seen = order.seen + 4 * (top + column);
  const known = load<i32>(seen) == order.now - 1;
  store<i32>(seen, order.now);
  const keep = order.keep;
  if (!known || keep == 0) return 0;
  const upper = min(load<f32>(keep + 4 * (top + column)), load<f32>(keep + 4 * (top + beside)));
  return min(upper, min(load<f32>(keep + 4 * (bottom + column)), load<f32>(keep + 4 * (bottom + beside))));
}

/** The ids in a cell's set, ascending; returns how many. */
function findRivals(order: Order, cell: usize): i32 {
  const plane: usize = 4 * <usize>(order.width * order.height);
  let several = 0;
  for (let rank = 0; rank < order.ranks; rank += 1) {
    for (let set = load<u32>(order.cells + 4 * cell + plane * rank); set != 0; set &= set - 1) {
      store<u8>(order.rivals + <usize>several, 32 * rank + ctz(set));
      several += 1;
    }
  }
  return several;
}

/** Of a class p at a cell's left side, its growth to the right, and the same of a. */
function prepare(
  order: Order,
  k: i32,
  id: usize,
  top: usize,
  bottom: usize,
  left: usize,
  right: usize,
  fy: f64,
  inside: bool,
): void {
  const line = order.lines + 32 * <usize>k;
  const p = order.p + id * order.classStep;
  const first = between(p, order.pixelStep, top + left, bottom + left, fy);
  store<f64>(line, first);
  store<f64>(line, between(p, order.pixelStep, top + right, bottom + right, fy) - first, 8);
  const a = order.a + 4 * id * <usize>(order.width * order.height);
  const slope = inside ? between(a, 4, top + left, bottom + left, fy) : 0;
  store<f64>(line, slope, 16);
  store<f64>(line, inside ? between(a, 4, top + right, bottom + right, fy) - slope : 0, 24);
}

function between(plane: usize, step: usize, upper: usize, lower: usize, weight: f64): f64 {
  const value = <f64>load<f32>(plane + step * upper);
  return value + (<f64>load<f32>(plane + step * lower) - value) * weight;
}

/** The detail that the grid lost, in one target column; what it saw is kept for the next frame. */
function look(order: Order, column: i32, to: usize, line: usize, kept: f64, guide: f64, growth: f64, fx: f64): f64 {
  const word = load<u32>(line + 4 * <usize>load<i32>(order.columns + 4 * <usize>column));
  const now = <f64>(2 * (word & 255) + 5 * ((word >> 8) & 255) + ((word >> 16) & 255)) * LUMA;
  const past = order.past + 4 * (to + <usize>column);
  const luma = now + kept * (<f64>load<f32>(past) - now);
  store<f32>(past, <f32>luma);
  return column >= order.beginX && column < order.endX ? luma - guide - growth * fx : 0;
}

/** A row of a binary model: two target columns at a time; of the last one of a cell only one counts. */
function decide(
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

/** The target columns of one cell in which several classes compete; the lower id wins a tie. */
function compete(
  order: Order,
  several: i32,
  start: i32,
  end: i32,
  to: usize,
  line: usize,
  kept: f64,
  guide: f64,
  growth: f64,
): void {
  for (let column = start; column < end; column += 1) {
    const fx = <f64>load<f32>(order.weightX + 4 * <usize>column);
    const detail = look(order, column, to, line, kept, guide, growth, fx);
    let best = -Infinity;
    let id = <i32>load<u8>(order.rivals);
    for (let k = 0; k < several; k += 1) {
      const at = order.lines + 32 * <usize>k;
      const q = load<f64>(at) + load<f64>(at, 8) * fx + (load<f64>(at, 16) + load<f64>(at, 24) * fx) * detail;
      if (q > best) {
        best = q;
        id = load<u8>(order.rivals + <usize>k);
      }
    }
    store<u8>(order.out + to + <usize>column, id);
    count(order, id, 1);
  }
}

function count(order: Order, id: i32, pixels: i32): void {
  const at = order.counts + 4 * <usize>id;
  store<u32>(at, load<u32>(at) + pixels);
}
