import { decide } from './enlarge-binary';
import { between, compete, findRivals, prepare } from './enlarge-classes';
import { count, Order } from './enlarge-order';
import { findSpans } from './enlarge-spans';

/** The last step of the guided filter: q = up(p) + up(a) · detail in the contested cells, the only class in the others. */
export function enlarge(address: usize): void {
  const order = changetype<Order>(address);
  if (order.idBytes == 1) enlargeTo<u8>(order);
  else enlargeTo<u16>(order);
}

/** @param Id of the label map */
function enlargeTo<Id>(order: Order): void {
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
      used = findSpans<Id>(order, top, bottom);
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
        paint<Id>(order.out + sizeof<Id>() * (to + <usize>start), only, end - start);
        count(order, only, end - start);
        continue;
      }
      const kept = <f64>load<f32>(order.kept + 4 * <usize>span);
      const left = <usize>load<i32>(order.lowX + 4 * <usize>start);
      const right = <usize>load<i32>(order.highX + 4 * <usize>start);
      const first = between(order.guide, 4, top + left, bottom + left, fy);
      const growth = between(order.guide, 4, top + right, bottom + right, fy) - first;
      const several = findRivals<Id>(order, top + left);
      for (let k = 0; k < several; k += 1) {
        const id = <usize>load<Id>(order.rivals + sizeof<Id>() * <usize>k);
        prepare(order, k, id, top, bottom, left, right, fy, inside);
      }
      compete<Id>(order, several, start, end, to, line, kept, first, growth);
    }
  }
}

function paint<Id>(at: usize, id: i32, pixels: i32): void {
  if (sizeof<Id>() == 1) memory.fill(at, <u8>id, <usize>pixels);
  else for (let i = 0; i < pixels; i += 1) store<Id>(at + sizeof<Id>() * <usize>i, <Id>id);
}
