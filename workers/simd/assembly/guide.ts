/** The model's luma, 0 to 255, as the guide, 0 to 1, where both have the same size; `count` floats. */
export function gridLuma(luma: usize, count: i32, out: usize): void {
  const white = f32x4.splat(255);
  let i: usize = 0;
  const end: usize = 4 * <usize>count;
  for (; i + 16 <= end; i += 16) v128.store(out + i, f32x4.div(v128.load(luma + i), white));
  for (; i < end; i += 4) store<f32>(out + i, load<f32>(luma + i) / 255);
}

/** now + keep · (past − now), in double precision, in place; `count` floats. What is no number or infinite is not kept. */
export function keepSome(now: usize, past: usize, keep: usize, count: i32): void {
  let i: usize = 0;
  const end: usize = 4 * <usize>count;
  const zero = f64x2.splat(0);
  for (; i + 8 <= end; i += 8) {
    const one = f64x2.promote_low_f32x4(v128.load_zero<u64>(now + i));
    const share = f64x2.promote_low_f32x4(v128.load_zero<u64>(keep + i));
    const before = f64x2.promote_low_f32x4(v128.load_zero<u64>(past + i));
    const mixed = f64x2.add(one, f64x2.mul(share, f64x2.sub(before, one)));
    const finite = f64x2.eq(f64x2.sub(mixed, mixed), zero);
    v128.store_lane<u64>(now + i, f32x4.demote_f64x2_zero(v128.bitselect(mixed, one, finite)), 0);
  }
  for (; i < end; i += 4) {
    const one = <f64>load<f32>(now + i);
    const mixed = one + <f64>load<f32>(keep + i) * (<f64>load<f32>(past + i) - one);
    store<f32>(now + i, <f32>(mixed - mixed == 0 ? mixed : one));
  }
}
