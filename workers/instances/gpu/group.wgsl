// The slot of each pixel of a thing, 1 and above, four to a word: that of the cells around it, where they differ the one with the
// greatest weight. Twin of pixelSlots in grouping.ts.

override width: u32;
override pixels: u32;
override in_word: u32;
// of the grid
override columns: u32;

const NEITHER: u32 = 0xffffffff;
/** Of a bilinear weight. */
const PARTS = 64u;

// lower and higher cell, and the higher one's weight, of each pixel of a row and of a column
@group(0) @binding(0) var<storage, read> across: array<vec4u>;
@group(0) @binding(1) var<storage, read> down: array<vec4u>;
@group(0) @binding(2) var<storage, read> labels: array<u32>;
// the number of each thing's class
@group(0) @binding(3) var<storage, read> things: array<u32>;
@group(0) @binding(4) var<storage, read> cells: array<u32>;
// the pixel in the middle of each column and each row of cells
@group(0) @binding(5) var<storage, read> middles: array<u32>;
@group(0) @binding(6) var<storage, read_write> slots: array<u32>;

fn label_of(pixel: u32) -> u32 {
  let bits = 32 / in_word;
  return (labels[pixel / in_word] >> (bits * (pixel % in_word))) & ((1u << bits) - 1);
}

/** What a cell says of a pixel of this class: nothing, where another class lies in its middle. */
fn counts(cell: vec2u, label: u32) -> u32 {
  let pixel = middles[columns + cell.y] * width + middles[cell.x];
  return select(0u, 1u, label_of(pixel) == label);
}

fn slot_of(pixel: u32) -> u32 {
  let label = label_of(pixel);
  if (things[label] == NEITHER) {
    return 0u;
  }
  let column = across[pixel % width];
  let row = down[pixel / width];
  let around = vec4u(
    cells[row.x * columns + column.x],
    cells[row.x * columns + column.y],
    cells[row.y * columns + column.x],
    cells[row.y * columns + column.y],
  );
  if (all(around == vec4u(around.x))) {
    return around.x;
  }
  let own = vec4u(
    counts(vec2u(column.x, row.x), label),
    counts(vec2u(column.y, row.x), label),
    counts(vec2u(column.x, row.y), label),
    counts(vec2u(column.y, row.y), label),
  );
  let right = column.z;
  let low = row.z;
  let shares = vec4u((PARTS - right) * (PARTS - low), right * (PARTS - low), (PARTS - right) * low, right * low);
  let weights = select(shares * own, shares, all(own == vec4u(0)));
  var most = 0u;
  var slot = 0u;
  for (var i = 0u; i < 4; i++) {
    let votes = select(vec4u(0), weights, around == vec4u(around[i]));
    let sum = votes.x + votes.y + votes.z + votes.w;
    if (around[i] > 0 && (sum > most || (sum == most && sum > 0 && around[i] < slot))) {
      most = sum;
      slot = around[i];
    }
  }
  return slot;
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let word = id.y * groups.x * 64 + id.x;
  if (word * 4 >= pixels) {
    return;
  }
  var packed = 0u;
  for (var i = 0u; i < 4 && word * 4 + i < pixels; i++) {
    packed |= slot_of(word * 4 + i) << (8 * i);
  }
  slots[word] = packed;
}
