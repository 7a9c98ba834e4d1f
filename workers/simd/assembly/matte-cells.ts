import { CONTESTED, MatteOrder, NEEDED, SOLID, STATE } from './matte-order';

/** Weights and what is weighed are whole numbers of this part of 1, so that running sums stay exact. */
const UNIT: f32 = 1.0 / 16384;
/** Squares are summed as this part of them, as large as colours. */
const SQUARE: f32 = 3 * 255;

/** Weight of a cell of which nobody is sure, so that there is a colour where nothing else is in reach. */
const UNSURE: f32 = 0.001;

/**
 * What each cell says of the colours in front and behind: its colour and squares weighed as foreground, the same weighed as
 * background, and both weights. Cells from which no window reaches a contested one are left as they are.
 * @param reach cells of the widest window on each side
 * @returns the number of contested cells; the order's bounds hold them, and one cell more on each side. These are marked as needed
 */
export function weighCells(address: usize, reach: i32): i32 {
  const order = changetype<MatteOrder>(address);
  const contested = findContested(order);
  if (contested == 0) return 0;
  markNeeded(order);
  const left = max(0, order.left - reach);
  const right = min(order.width - 1, order.right + reach);
  const bottom = min(order.height - 1, order.bottom + reach);
  for (let y = max(0, order.top - reach); y <= bottom; y += 1) {
    // up to three cells beyond the last one are weighed too: they are the next row's, or room that nobody reads
    for (let x = left; x <= right; x += 4) weighFour(order, y * order.width + x);
  }
  return contested;
}

/** Tells the cells of which something is known from those in doubt. */
function findContested(order: MatteOrder): i32 {
  const width = order.width;
  const doubt = f32x4.splat(order.doubt);
  const sure = f32x4.splat(1 - order.doubt);
  const half = f32x4.splat(0.5);
  let contested = 0;
  order.left = width;
  order.right = -1;
  order.top = order.height;
  order.bottom = -1;
  for (let y = 0; y < order.height; y += 1) {
    const row = <usize>(y * width);
    for (let x = 0; x < width; x += 4) {
      const at = 4 * (row + <usize>x);
      const most = v128.load(order.most + at);
      const least = v128.load(order.least + at);
      const doubted = v128.and(f32x4.gt(most, doubt), f32x4.lt(least, sure));
      const solid = v128.andnot(f32x4.gt(v128.load(order.p + at), half), doubted);
      const four = v128.or(v128.and(doubted, i32x4.splat(CONTESTED)), v128.and(solid, i32x4.splat(SOLID)));
      const narrow = i16x8.narrow_i32x4_s(four, four);
      let states = <u32>i32x4.extract_lane(i8x16.narrow_i16x8_s(narrow, narrow), 0);
      let found = i32x4.bitmask(doubted);
      const to = order.states + row + <usize>x;
      if (x + 4 > width) {
        // what lies beyond a row's end is the next row's
        const count = width - x;
        found &= (1 << count) - 1;
        for (let i: usize = 0; i < <usize>count; i += 1) {
          store<u8>(to + i, wasContested(load<u8>(to + i)) | (<u8>(states >> (8 * <u32>i))));
        }
      } else store<u32>(to, wasContested(load<u32>(to)) | states);
      if (found == 0) continue;
      contested += popcnt(found);
      order.left = min(order.left, x + ctz(found));
      order.right = max(order.right, x + 31 - clz(found));
      order.top = min(order.top, y);
      order.bottom = y;
    }
  }
  order.left = max(0, order.left - 1);
  order.right = min(width - 1, order.right + 1);
  order.top = max(0, order.top - 1);
  order.bottom = min(order.height - 1, order.bottom + 1);
  return contested;
}

/** Of each byte whether it was in doubt: that bit, moved to where `BEFORE` is. */
function wasContested<T>(states: T): T {
  return ((states & (<T>0x02020202)) << 1) as T;
}

/** Marks each contested cell and those around it, within the order's bounds. */
function markNeeded(order: MatteOrder): void {
  const width = <usize>order.width;
  const bit = i8x16.splat(CONTESTED);
  for (let y = order.top; y <= order.bottom; y += 1) {
    const row = order.states + <usize>y * width;
    const above = y > 0 ? row - width : row;
    const below = y + 1 < order.height ? row + width : row;
    let x = <usize>order.left;
    const end = <usize>order.right + 1;
    for (; x + 16 <= end; x += 16) {
      // at an end of a row one more may be needed than is: that does no harm
      const any = v128.or(withNeighbours(above + x), v128.or(withNeighbours(row + x), withNeighbours(below + x)));
      // twice shifted it is where `NEEDED` is
      v128.store(row + x, v128.or(v128.load(row + x), i8x16.shl(v128.and(any, bit), 2)));
    }
    for (; x < end; x += 1) {
      const any = beside(above + x) | beside(row + x) | beside(below + x);
      store<u8>(row + x, load<u8>(row + x) | ((any & CONTESTED) << 2));
    }
  }
}

/** Sixteen bytes with those before and behind each. */
function withNeighbours(at: usize): v128 {
  return v128.or(v128.load(at), v128.or(v128.load(at - 1), v128.load(at + 1)));
}

function beside(at: usize): u8 {
  return load<u8>(at) | load<u8>(at - 1) | load<u8>(at + 1);
}

function weighFour(order: MatteOrder, i: i32): void {
  const at: usize = 4 * <usize>i;
  const p = v128.load(order.p + at);
  const q = f32x4.sub(f32x4.splat(1), p);
  const front = weightsOf(order, p);
  const behind = weightsOf(order, q);
  const to = order.weighed + 12 * at;
  const colours = order.colours + 4 * at;
  const zero = i32x4.splat(0);
  const low = v128.shuffle<u32>(front, behind, 0, 4, 1, 5);
  const high = v128.shuffle<u32>(front, behind, 2, 6, 3, 7);
  weighOne(colours, v128.shuffle<u32>(low, zero, 0, 1, 4, 4), to);
  weighOne(colours + 16, v128.shuffle<u32>(low, zero, 2, 3, 4, 4), to + 48);
  weighOne(colours + 32, v128.shuffle<u32>(high, zero, 0, 1, 4, 4), to + 96);
  weighOne(colours + 48, v128.shuffle<u32>(high, zero, 2, 3, 4, 4), to + 144);
}

/** How much cells count that are on one side with these probabilities. */
function weightsOf(order: MatteOrder, p: v128): v128 {
  const sure = f32x4.div(f32x4.sub(p, f32x4.splat(order.sure)), f32x4.splat(1 - order.sure));
  const unsure = f32x4.mul(f32x4.mul(f32x4.splat(UNSURE), p), p);
  return units(f32x4.mul(f32x4.add(f32x4.max(f32x4.splat(0), sure), unsure), f32x4.splat(1 / UNIT)));
}

/** @param weights in front and behind, whole numbers, and two zeros */
function weighOne(colours: usize, weights: v128, to: usize): void {
  const colour = f32x4.mul(v128.load(colours), f32x4(1, 1, 1, 1 / SQUARE));
  const whole = f32x4.convert_i32x4_u(weights);
  v128.store(to, weighed(colour, f32x4.extract_lane(whole, 0)));
  v128.store(to, weighed(colour, f32x4.extract_lane(whole, 1)), 16);
  v128.store(to, weights, 32);
}

/** Most cells are surely the one or the other, and weigh nothing as the other one. */
function weighed(colour: v128, weight: f32): v128 {
  return weight == 0 ? i32x4.splat(0) : units(f32x4.mul(colour, f32x4.splat(weight)));
}

/** The nearest whole numbers. */
function units(four: v128): v128 {
  return i32x4.trunc_sat_f32x4_u(f32x4.add(four, f32x4.splat(0.5)));
}

/**
 * Of each cell that is needed how opacity follows colour, k · (R, G, B) + c, and the colours in front and behind; in the
 * fourth places c, the share of the frame before that is kept, and nothing.
 */
export function matteCells(address: usize): void {
  const order = changetype<MatteOrder>(address);
  for (let y = order.top; y <= order.bottom; y += 1) {
    for (let x = order.left; x <= order.right; x += 1) {
      const i = <usize>(y * order.width + x);
      if (!(load<u8>(order.states + i) & NEEDED)) continue;
      const at: usize = 48 * i;
      const weights = v128.load(order.sums + at, 32);
      let front = mean(v128.load(order.sums + at), f32x4.extract_lane(weights, 0));
      let behind = mean(v128.load(order.sums + at, 16), f32x4.extract_lane(weights, 1));
      const to = order.cells + at;
      const state = load<u8>(order.states + i) & STATE;
      let line = f32x4(0, 0, 0, state == SOLID ? 1 : 0);
      if (state == CONTESTED) {
        const p = load<f32>(order.p + 4 * i);
        const scatterFront = variance(front) / 3;
        const scatterBehind = variance(behind) / 3;
        const between = colourOf(f32x4.sub(front, behind));
        // what the cell's own colour says of both, as far as they are uncertain
        const expected = f32x4.add(behind, f32x4.mul(between, f32x4.splat(p)));
        const missed = f32x4.sub(v128.load(order.colours + 16 * i), expected);
        const pull = p * p * scatterFront + (1 - p) * (1 - p) * scatterBehind;
        const whole = pull + order.noise + order.blur * dot(between, between);
        front = f32x4.add(front, f32x4.mul(missed, f32x4.splat((p * scatterFront) / whole)));
        behind = f32x4.add(behind, f32x4.mul(missed, f32x4.splat(((1 - p) * scatterBehind) / whole)));
        const scatter = p * scatterFront + (1 - p) * scatterBehind;
        line = lineOf(order, p, scatter, front, behind);
      }
      v128.store(to, line);
      const still = step((load<f32>(order.moved + 4 * i) - order.still) / (order.moving - order.still));
      v128.store(to, f32x4.replace_lane(front, 3, order.strength * (1 - still)), 16);
      v128.store(to, f32x4.replace_lane(behind, 3, 0), 32);
    }
  }
}

function mean(sum: v128, weight: f32): v128 {
  return f32x4.div(f32x4.mul(sum, f32x4(1, 1, 1, SQUARE)), f32x4.splat(max<f32>(1e-9, weight)));
}

function lineOf(order: MatteOrder, p: f32, scatter: f32, front: v128, behind: v128): v128 {
  const between = colourOf(f32x4.sub(front, behind));
  const k = f32x4.div(between, f32x4.splat(dot(between, between) + order.noise + scatter / order.trust));
  // what the model says counts where colours say nothing
  const prior = step((p - order.soft) / (1 - 2 * order.soft));
  const expected = f32x4.add(behind, f32x4.mul(between, f32x4.splat(prior)));
  const c = prior - dot(k, expected);
  const line = f32x4.replace_lane(k, 3, c - order.low);
  return f32x4.div(line, f32x4.splat(order.high - order.low));
}

function variance(means: v128): f32 {
  const colour = colourOf(means);
  return max<f32>(0, f32x4.extract_lane(means, 3) - dot(colour, colour));
}

function colourOf(four: v128): v128 {
  return f32x4.replace_lane(four, 3, 0);
}

function dot(a: v128, b: v128): f32 {
  const product = f32x4.mul(a, b);
  return (
    f32x4.extract_lane(product, 0) +
    f32x4.extract_lane(product, 1) +
    f32x4.extract_lane(product, 2) +
    f32x4.extract_lane(product, 3)
  );
}

/** Hermite's, from 0 to 1. */
function step(value: f32): f32 {
  const t = min<f32>(1, max<f32>(0, value));
  return t * t * (3 - 2 * t);
}
