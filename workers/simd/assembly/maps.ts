import { Order } from './maps-order';
import { confidenceOf, confidenceOfTwo, enlarged, entropyOf, entropyOfTwo, probabilitiesOfTwo } from './maps-row';

/**
 * Rows of maps: planes of a grid at the target's size, bilinearly; their maximum, confidence; and their entropy. The last four values
 * of a row may be written up to three beyond it.
 * @param first,last rows of the target; the first one goes where the order says
 */
export function sampleMaps(address: usize, first: i32, last: i32): void {
  const order = changetype<Order>(address);
  const size: usize = order.bytes ? 1 : 4;
  for (let row = first; row < last; row += 1) {
    const y: usize = 4 * <usize>row;
    const low = load<i32>(order.lowY + y);
    const high = load<i32>(order.highY + y);
    hold(order, low);
    hold(order, high);
    const upper = order.lines + order.line * (low & 1);
    const lower = order.lines + order.line * (high & 1);
    const fy = f32x4.splat(load<f32>(order.weightY + y));
    const to = size * <usize>((row - first) * order.targetWidth);
    if (order.bytes) sampleRow<u8>(order, upper, lower, fy, to);
    else sampleRow<f32>(order, upper, lower, fy, to);
  }
}

/** @param Value of the maps */
function sampleRow<Value>(order: Order, upper: usize, lower: usize, fy: v128, to: usize): void {
  const fade = f32x4.sub(f32x4.splat(1), fy);
  const width = <usize>order.targetWidth;
  // from one class to the next
  const step: usize = 2 * order.line;
  const end = step * <usize>order.count;
  const values = order.values;
  const confidence = order.confidence;
  const entropy = order.entropy;
  if (order.binary) {
    if (values) probabilitiesOfTwo<Value>(upper, lower, fy, fade, width, values + to, order.step);
    if (confidence) confidenceOfTwo<Value>(upper, lower, fy, fade, width, confidence + to);
    if (entropy) entropyOfTwo<Value>(upper, lower, fy, fade, width, entropy + to, order.scale);
    return;
  }
  if (values) {
    let out = values + to;
    for (let own: usize = 0; own < end; own += step) {
      enlarged<Value>(upper + own, lower + own, fy, fade, width, out);
      out += order.step;
    }
  }
  if (confidence) confidenceOf<Value>(upper, lower, fy, fade, width, confidence + to, step, end);
  if (entropy) entropyOf<Value>(upper, lower, fy, fade, width, entropy + to, step, end, order.scale);
}
/** Brings a row of the grid to the target's width, where it is not there yet: of two rows beside one another one is odd. */
function hold(order: Order, row: i32): void {
  const held = order.held + 4 * <usize>(row & 1);
  if (load<i32>(held) == row) return;
  store<i32>(held, row);
  for (let c: usize = 0; c < <usize>order.count; c += 1) {
    const from = order.planes + c * order.pitch + <usize>row * order.stride;
    across(order, from, order.lines + (2 * c + <usize>(row & 1)) * order.line);
  }
}

function across(order: Order, from: usize, to: usize): void {
  const one = f32x4.splat(1);
  const end: usize = 4 * <usize>order.targetWidth;
  let span = order.spans;
  for (let x: usize = 0; x < end; x += 16) {
    const begin = load<i32>(span);
    let left: v128;
    let right: v128;
    if (begin >= 0) {
      const four = v128.load(from + <usize>begin);
      left = i8x16.swizzle(four, v128.load(span, 16));
      right = i8x16.swizzle(four, v128.load(span, 32));
    } else {
      left = gathered(from, order.lowX + x);
      right = gathered(from, order.highX + x);
    }
    span += 48;
    const fx = v128.load(order.weightX + x);
    v128.store(to + x, f32x4.add(f32x4.mul(left, f32x4.sub(one, fx)), f32x4.mul(right, fx)));
  }
}

function gathered(from: usize, columns: usize): v128 {
  let four = v128.load_zero<u32>(from + 4 * <usize>load<i32>(columns));
  four = v128.load_lane<u32>(from + 4 * <usize>load<i32>(columns, 4), four, 1);
  four = v128.load_lane<u32>(from + 4 * <usize>load<i32>(columns, 8), four, 2);
  return v128.load_lane<u32>(from + 4 * <usize>load<i32>(columns, 12), four, 3);
}
