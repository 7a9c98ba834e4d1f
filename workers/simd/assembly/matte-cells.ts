import { BEFORE, CLEAR, CONTESTED, MatteOrder, SOLID, STATE } from './matte-order';

/** Weights and what is weighed are whole numbers of this part of 1, so that running sums stay exact. */
const UNIT: f32 = 1.0 / 16384;
/** Squares are summed as this part of them, as large as colours. */
const SQUARE: f32 = 3 * 255;

/** Weight of a cell of which nobody is sure, so that there is a colour where nothing else is in reach. */
const UNSURE: f32 = 0.001;

/**
 * What each cell says of the colours in front and behind: its colour and squares weighed as foreground, the same weighed as
 * background, and both weights.
 * @returns the number of contested cells; the order's bounds hold them, and one cell more on each side
 */
export function weighCells(address: usize): i32 {
  const order = changetype<MatteOrder>(address);
  const width = order.width;
  const height = order.height;
  let contested = 0;
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  for (let y = 0, i = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, i += 1) {
      const at: usize = 4 * <usize>i;
      const p = load<f32>(order.p + at);
      const q: f32 = 1 - p;
      const front: f32 = max<f32>(0, (p - order.sure) / (1 - order.sure)) + UNSURE * p * p;
      const behind: f32 = max<f32>(0, (q - order.sure) / (1 - order.sure)) + UNSURE * q * q;
      const colour = f32x4.mul(v128.load(order.colours + 4 * at), f32x4(1, 1, 1, 1 / SQUARE));
      const weights = units(f32x4.mul(f32x4(front, behind, 0, 0), f32x4.splat(1 / UNIT)));
      const whole = f32x4.convert_i32x4_u(weights);
      const to = order.weighed + 12 * at;
      v128.store(to, weighed(colour, f32x4.extract_lane(whole, 0)));
      v128.store(to, weighed(colour, f32x4.extract_lane(whole, 1)), 16);
      v128.store(to, weights, 32);
      const doubted = load<f32>(order.most + at) > order.doubt && load<f32>(order.least + at) < 1 - order.doubt;
      const before: u8 = (load<u8>(order.states + <usize>i) & STATE) == CONTESTED ? BEFORE : 0;
      store<u8>(order.states + <usize>i, before | (doubted ? CONTESTED : p > 0.5 ? SOLID : CLEAR));
      if (!doubted) continue;
      contested += 1;
      left = min(left, x);
      right = max(right, x);
      top = min(top, y);
      bottom = max(bottom, y);
    }
  }
  order.left = max(0, left - 1);
  order.right = min(width - 1, right + 1);
  order.top = max(0, top - 1);
  order.bottom = min(height - 1, bottom + 1);
  return contested;
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
 * Of each cell within the bounds how opacity follows colour, k · (R, G, B) + c, and the colours in front and behind; in the
 * fourth places c, the share of the frame before that is kept, and nothing.
 */
export function matteCells(address: usize): void {
  const order = changetype<MatteOrder>(address);
  for (let y = order.top; y <= order.bottom; y += 1) {
    for (let x = order.left; x <= order.right; x += 1) {
      const i = <usize>(y * order.width + x);
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
