import { count, LUMA, Order } from './enlarge-order';

/** The ids in a cell's set, ascending; returns how many. */
export function findRivals<Id>(order: Order, cell: usize): i32 {
  const plane: usize = 4 * <usize>(order.width * order.height);
  let several = 0;
  for (let rank = 0; rank < order.ranks; rank += 1) {
    for (let set = load<u32>(order.cells + 4 * cell + plane * rank); set != 0; set &= set - 1) {
      store<Id>(order.rivals + sizeof<Id>() * <usize>several, <Id>(32 * rank + ctz(set)));
      several += 1;
    }
  }
  return several;
}

/** Of a class p at a cell's left side, its growth to the right, and the same of a. */
export function prepare(
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

export function between(plane: usize, step: usize, upper: usize, lower: usize, weight: f64): f64 {
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

/** The target columns of one cell in which several classes compete; the lower id wins a tie. */
export function compete<Id>(
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
    let id = <i32>load<Id>(order.rivals);
    for (let k = 0; k < several; k += 1) {
      const at = order.lines + 32 * <usize>k;
      const q = load<f64>(at) + load<f64>(at, 8) * fx + (load<f64>(at, 16) + load<f64>(at, 24) * fx) * detail;
      if (q > best) {
        best = q;
        id = <i32>load<Id>(order.rivals + sizeof<Id>() * <usize>k);
      }
    }
    store<Id>(order.out + sizeof<Id>() * (to + <usize>column), <Id>id);
    count(order, id, 1);
  }
}
