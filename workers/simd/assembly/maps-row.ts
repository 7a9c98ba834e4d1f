import { ln } from './vector-math';

/** What is less probable adds nothing to an entropy that could be seen: 2e-8. */
const NOTHING: f32 = 1e-9;

/** A plane of two rows, `fade` of the upper one and `fy` of the lower. */
export function enlarged<Value>(upper: usize, lower: usize, fy: v128, fade: v128, width: usize, out: usize): void {
  for (let x: usize = 0; x < width; x += 4) put<Value>(out, x, between(upper + 4 * x, lower + 4 * x, fy, fade));
}

/** Of a plane with the probability of the second of two classes those of both, `step` bytes apart. */
export function probabilitiesOfTwo<Value>(
  upper: usize,
  lower: usize,
  fy: v128,
  fade: v128,
  width: usize,
  out: usize,
  step: usize,
): void {
  for (let x: usize = 0; x < width; x += 4) {
    const p = between(upper + 4 * x, lower + 4 * x, fy, fade);
    put<Value>(out, x, f32x4.sub(f32x4.splat(1), p));
    put<Value>(out + step, x, p);
  }
}

export function confidenceOfTwo<Value>(
  upper: usize,
  lower: usize,
  fy: v128,
  fade: v128,
  width: usize,
  out: usize,
): void {
  const one = f32x4.splat(1);
  for (let x: usize = 0; x < width; x += 4) {
    const p = between(upper + 4 * x, lower + 4 * x, fy, fade);
    // what is no number is less than any
    const top = f32x4.pmax(f32x4.pmax(f32x4.splat(0), p), f32x4.sub(one, p));
    put<Value>(out, x, f32x4.pmin(one, top));
  }
}

export function entropyOfTwo<Value>(
  upper: usize,
  lower: usize,
  fy: v128,
  fade: v128,
  width: usize,
  out: usize,
  scale: f32,
): void {
  for (let x: usize = 0; x < width; x += 4) {
    const p = between(upper + 4 * x, lower + 4 * x, fy, fade);
    const sum = f32x4.add(surprise(p), surprise(f32x4.sub(f32x4.splat(1), p)));
    put<Value>(out, x, share(sum, scale));
  }
}

/** Of classes whose rows lie `step` bytes apart, up to `end`. */
export function confidenceOf<Value>(
  upper: usize,
  lower: usize,
  fy: v128,
  fade: v128,
  width: usize,
  out: usize,
  step: usize,
  end: usize,
): void {
  for (let x: usize = 0; x < width; x += 4) {
    let top = f32x4.splat(0);
    for (let own: usize = 4 * x; own < end; own += step) {
      top = f32x4.pmax(top, between(upper + own, lower + own, fy, fade));
    }
    put<Value>(out, x, f32x4.pmin(f32x4.splat(1), top));
  }
}

/** Of classes whose rows lie `step` bytes apart, up to `end`. */
export function entropyOf<Value>(
  upper: usize,
  lower: usize,
  fy: v128,
  fade: v128,
  width: usize,
  out: usize,
  step: usize,
  end: usize,
  scale: f32,
): void {
  for (let x: usize = 0; x < width; x += 4) {
    let sum = f32x4.splat(0);
    for (let own: usize = 4 * x; own < end; own += step) {
      const p = between(upper + own, lower + own, fy, fade);
      if (v128.any_true(f32x4.gt(p, f32x4.splat(NOTHING)))) sum = f32x4.add(sum, surprise(p));
    }
    put<Value>(out, x, share(sum, scale));
  }
}

/** −p · ln p; of what is not above 0 it is 0, and of what is above 1, too. */
function surprise(p: v128): v128 {
  const held = f32x4.pmin(f32x4.splat(1), p);
  return v128.and(f32x4.neg(f32x4.mul(held, ln(held))), f32x4.gt(p, f32x4.splat(0)));
}

function share(sum: v128, scale: f32): v128 {
  return f32x4.pmin(f32x4.splat(1), f32x4.pmax(f32x4.splat(0), f32x4.mul(sum, f32x4.splat(scale))));
}

function between(upper: usize, lower: usize, weight: v128, fade: v128): v128 {
  return f32x4.add(f32x4.mul(v128.load(upper), fade), f32x4.mul(v128.load(lower), weight));
}

/** Four values at the x-th place. */
function put<Value>(out: usize, x: usize, values: v128): void {
  if (sizeof<Value>() == 4) v128.store(out + 4 * x, values);
  else {
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.mul(values, f32x4.splat(255)), f32x4.splat(0.5)));
    const halves = i16x8.narrow_i32x4_s(whole, whole);
    v128.store_lane<u32>(out + x, i8x16.narrow_i16x8_u(halves, halves), 0);
  }
}
