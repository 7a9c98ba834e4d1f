import { Order } from './enlarge-order';

/** Joins neighbouring cells of one class; a contested one stays by itself. Returns how many spans there are. */
export function findSpans<Id>(order: Order, top: usize, bottom: usize): i32 {
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
    const id = any == 0 ? <i32>load<Id>(order.ids + sizeof<Id>() * cell) : -1;
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
