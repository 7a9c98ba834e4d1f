import { addRow, moveRows } from './boxes';
import { MatteOrder, NEEDED } from './matte-order';

/** Bytes of a cell. */
const CELL: usize = 48;

/**
 * Sums of `weighed` over three square windows around each cell that is needed, held inside the grid: near cells count for most. All three
 * run in one go, so that sums are written once and nothing is worked out where it is not needed.
 * @param near,middle,far cells of the windows on each side
 * @param nearShare,middleShare,farShare how much what lies in each counts
 * @param columns room for three rows of cells, each with as many cells more as its window is wide, and one
 */
export function sumWindows(
  address: usize,
  near: i32,
  nearShare: f32,
  middle: i32,
  middleShare: f32,
  far: i32,
  farShare: f32,
  columns: usize,
): void {
  const order = changetype<MatteOrder>(address);
  // there are zeros beyond each end
  const nearColumns = columns + CELL * <usize>(near + 1);
  const middleColumns = nearColumns + CELL * <usize>(order.width + near + middle + 1);
  const farColumns = middleColumns + CELL * <usize>(order.width + middle + far + 1);
  memory.fill(columns, 0, farColumns + CELL * <usize>(order.width + far) - columns);
  begin(order, nearColumns, near);
  begin(order, middleColumns, middle);
  begin(order, farColumns, far);
  for (let y = order.top; y <= order.bottom; y += 1) {
    move(order, nearColumns, near, y);
    move(order, middleColumns, middle, y);
    move(order, farColumns, far, y);
    const states = order.states + <usize>(y * order.width);
    let left = order.left;
    while (left <= order.right && !(load<u8>(states + <usize>left) & NEEDED)) left += 1;
    if (left > order.right) continue;
    let right = order.right;
    while (!(load<u8>(states + <usize>right) & NEEDED)) right -= 1;
    const out = order.sums + CELL * <usize>(y * order.width);
    for (let offset: usize = 0; offset < CELL; offset += 16) {
      let nearSum = across(nearColumns + offset, left, near);
      let middleSum = across(middleColumns + offset, left, middle);
      let farSum = across(farColumns + offset, left, far);
      for (let x = left; x <= right; x += 1) {
        nearSum = next(nearSum, nearColumns + offset, x, near);
        middleSum = next(middleSum, middleColumns + offset, x, middle);
        farSum = next(farSum, farColumns + offset, x, far);
        if (!(load<u8>(states + <usize>x) & NEEDED)) continue;
        const sum = f32x4.add(scaled(nearSum, nearShare), scaled(middleSum, middleShare));
        v128.store(out + CELL * <usize>x + offset, f32x4.add(sum, scaled(farSum, farShare)));
      }
    }
  }
}

/** Of the rows above the first one that is wanted, and beside it. */
function begin(order: MatteOrder, columns: usize, radius: i32): void {
  const from = first(order, radius);
  const pitch = CELL * <usize>order.width;
  const end = min(order.height, order.top + radius);
  for (let y = max(0, order.top - radius); y < end; y += 1) {
    addRow<i32>(columns + from, order.weighed + pitch * <usize>y + from, bytes(order, radius));
  }
}

function move(order: MatteOrder, columns: usize, radius: i32, y: i32): void {
  const from = first(order, radius);
  const goes = y - radius - 1 >= max(0, order.top - radius) ? y - radius - 1 : -1;
  const pitch = CELL * <usize>order.width;
  const size = bytes(order, radius);
  moveRows<i32>(columns + from, order.weighed + from, pitch, size, goes, y + radius, order.height);
}

/** Bytes from a row's beginning to the columns that anything is wanted of. */
function first(order: MatteOrder, radius: i32): usize {
  return CELL * <usize>max(0, order.left - radius);
}

function bytes(order: MatteOrder, radius: i32): usize {
  return CELL * <usize>min(order.width, order.right + radius + 1) - first(order, radius);
}

/** What lies in a window that is a cell before `x`, but what is about to leave it. */
function across(columns: usize, x: i32, radius: i32): v128 {
  let sum = i32x4.splat(0);
  for (let i = x - radius - 1; i < x + radius; i += 1) sum = i32x4.add(sum, v128.load(columns + CELL * i));
  return sum;
}

function next(sum: v128, columns: usize, x: i32, radius: i32): v128 {
  const grown = i32x4.add(sum, v128.load(columns + CELL * (x + radius)));
  return i32x4.sub(grown, v128.load(columns + CELL * (x - radius - 1)));
}

function scaled(sum: v128, share: f32): v128 {
  return f32x4.mul(f32x4.convert_i32x4_u(sum), f32x4.splat(share));
}
