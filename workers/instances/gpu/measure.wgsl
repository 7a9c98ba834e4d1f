// What each slot has of each thing's class: pixels, the box around them, and how sure the model is of them. Neighbours in a word are
// counted together, since all pixels of a thing count in one place.

override width: u32;
override height: u32;
override pixels: u32;
override in_word: u32;
// of things; 1 where all pixels of a slot are of one class
override classes: u32;
// of the grid
override columns: u32;

@group(0) @binding(0) var<storage, read> labels: array<u32>;
// the number of each thing's class
@group(0) @binding(1) var<storage, read> things: array<u32>;
@group(0) @binding(2) var<storage, read> slots: array<u32>;
// confidence and entropy, on the grid
@group(0) @binding(3) var<storage, read> confidence: array<vec2f>;
// the cells of each pixel of a row and of a column, and the weight of the second one
@group(0) @binding(4) var<storage, read> across: array<vec4u>;
@group(0) @binding(5) var<storage, read> down: array<vec4u>;
// see follow.wgsl
@group(0) @binding(6) var<storage, read_write> counts: array<atomic<u32>>;

const MEASURES: u32 = 7;
/** Of a confidence: as many as let no sum overflow. */
const PARTS: f32 = 100.0;
/** Of a weight. */
const HALF: u32 = 32;

fn label_of(pixel: u32) -> u32 {
  let bits = 32 / in_word;
  return (labels[pixel / in_word] >> (bits * (pixel % in_word))) & ((1u << bits) - 1);
}

fn sureness(x: u32, y: u32) -> u32 {
  let column = select(across[x].x, across[x].y, across[x].z >= HALF);
  let row = select(down[y].x, down[y].y, down[y].z >= HALF);
  return u32(floor(clamp(confidence[row * columns + column].x, 0.0, 1.0) * PARTS + 0.5));
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let word = id.y * groups.x * 64 + id.x;
  let first = word * 4;
  if (first >= pixels) {
    return;
  }
  let packed = slots[word];
  if (packed == 0) {
    return;
  }
  for (var start = 0u; start < 4;) {
    let slot = (packed >> (8 * start)) & 255;
    if (slot == 0) {
      start++;
      continue;
    }
    let label = label_of(first + start);
    let x = (first + start) % width;
    let y = (first + start) / width;
    var sure = sureness(x, y);
    var end = start + 1;
    // a word may go on in the next row
    while (end < 4 && ((packed >> (8 * end)) & 255) == slot && x + end - start < width) {
      if (label_of(first + end) != label) {
        break;
      }
      sure += sureness(x + end - start, y);
      end++;
    }
    let count = end - start;
    let at = MEASURES * ((slot - 1) * classes + min(things[label], classes - 1));
    atomicAdd(&counts[at], count);
    atomicMax(&counts[at + 1], width - x);
    atomicMax(&counts[at + 2], height - y);
    atomicMax(&counts[at + 3], x + count);
    atomicMax(&counts[at + 4], y + 1);
    atomicMax(&counts[at + 5], label + 1);
    atomicAdd(&counts[at + 6], sure);
    start = end;
  }
}
