/** Which axis of ONNX each stored axis of a tensor is: a map lies channels last, [0, 2, 3, 1]. */
export type Order = readonly number[];

export const CHANNELS_LAST: Order = [0, 2, 3, 1];

/** Stored as ONNX has it. */
export function asItIs(rank: number): Order {
  return Array.from({ length: rank }, (_, axis) => axis);
}

/** How what goes in and comes out is stored: maps with their channels last. */
export function orderOfPorts(rank: number): Order {
  return rank === 4 ? CHANNELS_LAST : asItIs(rank);
}

export function stored(shape: readonly number[], order: Order): number[] {
  return order.map((axis) => shape[axis] ?? 1);
}

/** Whether values lie the same way in both: axes of one place may be anywhere. */
export function liesAlike(shape: readonly number[], a: Order, b: Order): boolean {
  const long = (order: Order): string => order.filter((axis) => shape[axis] !== 1).join();
  return long(a) === long(b);
}

/** The values of a row-major tensor in another order of its axes. */
export function reordered(values: Float32Array, shape: readonly number[], order: Order): Float32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const sizes = stored(shape, order);
  const moved = new Float32Array(values.length);
  const place = sizes.map(() => 0);
  let from = 0;
  for (let to = 0; to < moved.length; to += 1) {
    moved[to] = values[from] ?? 0;
    // counts up like an odometer, the last axis fastest
    for (let axis = sizes.length - 1; axis >= 0; axis -= 1) {
      const stride = strides[order[axis] ?? 0] ?? 0;
      place[axis] = (place[axis] ?? 0) + 1;
      from += stride;
      if ((place[axis] ?? 0) < (sizes[axis] ?? 0)) break;
      from -= stride * (sizes[axis] ?? 0);
      place[axis] = 0;
    }
  }
  return moved;
}
