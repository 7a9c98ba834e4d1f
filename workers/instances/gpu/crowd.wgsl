// Twin of crowd.ts: how many large regions of things lie apart, by 64 × 36 places of a label map. One workgroup, a thread a column; a
// region is a tree in `parent`: see region-trees.wgsl.

struct Params {
  width: u32,
  height: u32,
}

override in_word: u32;
// places of the smallest region that counts
override large: u32;

const NONE: u32 = 0xffffffff;
const COLUMNS: u32 = 64;
const ROWS: u32 = 36;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> labels: array<u32>;
// the number of each thing's class
@group(0) @binding(2) var<storage, read> things: array<u32>;
@group(0) @binding(3) var<storage, read_write> crowd: array<u32>;

var<workgroup> parent: array<atomic<u32>, 2304>;
var<workgroup> regions: atomic<u32>;

fn label_at(x: u32, y: u32) -> u32 {
  let column = (2 * x + 1) * params.width / (2 * COLUMNS);
  let row = (2 * y + 1) * params.height / (2 * ROWS);
  let pixel = row * params.width + column;
  let bits = 32 / in_word;
  return (labels[pixel / in_word] >> (bits * (pixel % in_word))) & ((1u << bits) - 1);
}

@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) x: u32) {
  for (var y = 0u; y < ROWS; y++) {
    let place = y * COLUMNS + x;
    atomicStore(&parent[place], select(place, NONE, things[label_at(x, y)] == NONE));
  }
  workgroupBarrier();
  for (var y = 0u; y < ROWS; y++) {
    let place = y * COLUMNS + x;
    let label = label_at(x, y);
    if (things[label] == NONE) {
      continue;
    }
    if (x > 0 && label_at(x - 1, y) == label) {
      join(place, place - 1);
    }
    if (y == 0) {
      continue;
    }
    for (var column = max(x, 1) - 1; column <= min(x + 1, COLUMNS - 1); column++) {
      if (label_at(column, y - 1) == label) {
        join(place, place - COLUMNS + column - x);
      }
    }
  }
  workgroupBarrier();
  var roots: array<u32, ROWS>;
  for (var y = 0u; y < ROWS; y++) {
    let place = y * COLUMNS + x;
    roots[y] = NONE;
    if (atomicLoad(&parent[place]) != NONE) {
      roots[y] = root(place);
    }
  }
  workgroupBarrier();
  // the trees have served, and in their place each root's places are counted: there is no room for both
  for (var y = 0u; y < ROWS; y++) {
    atomicStore(&parent[y * COLUMNS + x], 0u);
  }
  workgroupBarrier();
  for (var y = 0u; y < ROWS; y++) {
    if (roots[y] != NONE) {
      atomicAdd(&parent[roots[y]], 1u);
    }
  }
  workgroupBarrier();
  for (var y = 0u; y < ROWS; y++) {
    if (atomicLoad(&parent[y * COLUMNS + x]) >= large) {
      atomicAdd(&regions, 1u);
    }
  }
  workgroupBarrier();
  if (x == 0) {
    crowd[0] = atomicLoad(&regions);
  }
}
