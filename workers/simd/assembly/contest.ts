/**
 * Where classes compete: fills `cells`, `corners` and the list of pixels that have a set in `corners`. Sets of classes have
 * 32 to a word; the words of one rank lie together, grid height × width.
 * @param ids the argmax; readable for 16 bytes beyond its end
 * @param idBytes of an id: 1 or 2
 * @param present takes the union of all sets
 * @returns how many pixels are in the list
 */
export function findContest(
  ids: usize,
  idBytes: i32,
  width: i32,
  height: i32,
  ranks: i32,
  left: i32,
  right: i32,
  top: i32,
  bottom: i32,
  radius: i32,
  cells: usize,
  corners: usize,
  list: usize,
  present: usize,
): i32 {
  const plane: usize = 4 * <usize>(width * height);
  memory.fill(cells, 0, plane * ranks);
  memory.fill(corners, 0, plane * ranks);
  if (idBytes == 1) findEdges<u8>(ids, width, left, right, top, bottom, radius, cells, plane);
  else findEdges<u16>(ids, width, left, right, top, bottom, radius, cells, plane);
  return toCorners(cells, plane, ranks, width, left, right, top, bottom, corners, list, present);
}

/** Goes from each pair of neighbours that differ to the cells whose windows hold both. */
function findEdges<Id>(
  ids: usize,
  width: i32,
  left: i32,
  right: i32,
  top: i32,
  bottom: i32,
  radius: i32,
  cells: usize,
  plane: usize,
): void {
  const size = sizeof<Id>();
  const lanes = <i32>(16 / size);
  for (let y = top; y <= bottom; y += 1) {
    const below = y < bottom ? <usize>width * size : 0;
    for (let x = left; x <= right; x += 1) {
      const at = ids + <usize>(y * width + x) * size;
      if (x + lanes <= right) {
        const own = v128.load(at);
        const differ = v128.or(v128.xor(own, v128.load(at + size)), v128.xor(own, v128.load(at + below)));
        if (!v128.any_true(differ)) {
          x += lanes - 1;
          continue;
        }
      }
      const id = <u32>load<Id>(at);
      const under = <u32>load<Id>(at + below);
      const beside = x < right ? <u32>load<Id>(at + size) : id;
      if (beside != id) {
        const x0 = max(left, x - radius);
        const y0 = max(top, y - radius - 1);
        stamp(cells, plane, width, x0, min(right, x + radius), y0, min(bottom, y + radius), id, beside);
      }
      if (under != id) {
        const x0 = max(left, x - radius - 1);
        const y0 = max(top, y - radius);
        stamp(cells, plane, width, x0, min(right, x + radius), y0, min(bottom, y + radius), id, under);
      }
    }
  }
}

/** Adds two classes to the sets of a rectangle of cells. */
function stamp(cells: usize, plane: usize, width: i32, x0: i32, x1: i32, y0: i32, y1: i32, a: u32, b: u32): void {
  if (a >> 5 == b >> 5) {
    add(cells + plane * (a >> 5), width, x0, x1, y0, y1, (1 << (a & 31)) | (1 << (b & 31)));
  } else {
    add(cells + plane * (a >> 5), width, x0, x1, y0, y1, 1 << (a & 31));
    add(cells + plane * (b >> 5), width, x0, x1, y0, y1, 1 << (b & 31));
  }
}

function add(cells: usize, width: i32, x0: i32, x1: i32, y0: i32, y1: i32, bits: u32): void {
  const four = i32x4.splat(bits);
  for (let y = y0; y <= y1; y += 1) {
    let cell = cells + 4 * <usize>(y * width + x0);
    const last = cells + 4 * <usize>(y * width + x1);
    for (; cell + 12 <= last; cell += 16) v128.store(cell, v128.or(v128.load(cell), four));
    for (; cell <= last; cell += 4) store<u32>(cell, load<u32>(cell) | bits);
  }
}

/** Hands the sets of contested cells to their corners. */
function toCorners(
  cells: usize,
  plane: usize,
  ranks: i32,
  width: i32,
  left: i32,
  right: i32,
  top: i32,
  bottom: i32,
  corners: usize,
  list: usize,
  present: usize,
): i32 {
  let count = 0;
  memory.fill(present, 0, 4 * <usize>ranks);
  for (let y = top; y <= bottom; y += 1) {
    const above: usize = y > top ? 4 * <usize>width : 0;
    for (let x = left; x <= right; x += 1) {
      const at: usize = 4 * <usize>(y * width + x);
      const before: usize = x > left ? 4 : 0;
      if (ranks == 1 && x + 3 <= right) {
        const own = v128.or(v128.load(cells + at), v128.load(cells + at - above));
        const beside = v128.or(v128.load(cells + at - before), v128.load(cells + at - above - before));
        if (!v128.any_true(v128.or(own, beside))) {
          x += 3;
          continue;
        }
      }
      let any: u32 = 0;
      for (let rank = 0; rank < ranks; rank += 1) {
        const cell = cells + at + plane * rank;
        const set =
          load<u32>(cell) | load<u32>(cell - before) | load<u32>(cell - above) | load<u32>(cell - above - before);
        store<u32>(corners + at + plane * rank, set);
        any |= set;
        store<u32>(present + 4 * <usize>rank, load<u32>(present + 4 * <usize>rank) | set);
      }
      if (any == 0) continue;
      store<i32>(list + 4 * <usize>count, y * width + x);
      count += 1;
    }
  }
  return count;
}
