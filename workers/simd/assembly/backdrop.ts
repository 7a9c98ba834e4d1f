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
