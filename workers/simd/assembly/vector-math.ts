/**
 * The natural logarithm of four numbers above 0, to within 3e-7 of it or of 1, whichever is more: r · Q(r) of the mantissa 1 + r from √½ to √2,
 * Q of least error (Remez). Of 0 and less it is some number.
 */
export function ln(x: v128): v128 {
  // √½
  const exponent = i32x4.shr_s(i32x4.sub(x, i32x4.splat(0x3f3504f3)), 23);
  const r = f32x4.sub(i32x4.sub(x, i32x4.shl(exponent, 23)), f32x4.splat(1));
  let q = f32x4.splat(0.11827477812767029);
  q = f32x4.add(f32x4.mul(q, r), f32x4.splat(-0.18901978433132172));
  q = f32x4.add(f32x4.mul(q, r), f32x4.splat(0.20604673027992249));
  q = f32x4.add(f32x4.mul(q, r), f32x4.splat(-0.24881339073181152));
  q = f32x4.add(f32x4.mul(q, r), f32x4.splat(0.3330329954624176));
  q = f32x4.add(f32x4.mul(q, r), f32x4.splat(-0.5000196695327759));
  q = f32x4.add(f32x4.mul(q, r), f32x4.splat(1.0000032186508179));
  const whole = f32x4.mul(f32x4.convert_i32x4_s(exponent), f32x4.splat(0.6931471805599453));
  return f32x4.add(whole, f32x4.mul(r, q));
}

/**
 * e to the power of four numbers of at most 0, to within 2e-7 of it (Cephes' expf); below −87 it is that of −87, and of what is no number
 * none.
 */
export function exp(given: v128): v128 {
  const x = f32x4.max(given, f32x4.splat(-87));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.4426950408889634)));
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.1219444e-4)));
  let y = f32x4.splat(1.98756915e-4);
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(1.3981999507e-3));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(8.3334519073e-3));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(4.1665795894e-2));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(1.6666665459e-1));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(5.0000001201e-1));
  y = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(y, r), r), r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(y, power);
}
