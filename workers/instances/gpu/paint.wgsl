// What overlays colour: of a thing's pixel, behind the classes, the thing's number; of any other its class, or what has no colour.

override pixels: u32;
override in_word: u32;
override classes: u32;
// the value of what has no colour; things have lower ones
override clear: u32;

struct Look {
  things_only: u32,
}

@group(0) @binding(0) var<uniform> look: Look;
@group(0) @binding(1) var<storage, read> labels: array<u32>;
@group(0) @binding(2) var<storage, read> slots: array<u32>;
// see follow.wgsl
@group(0) @binding(3) var<storage, read> sample: array<u32>;
@group(0) @binding(4) var<storage, read_write> map: array<u32>;

/** Words before the entries of a sample, and of each. */
const HEAD: u32 = 5;
const ENTRY: u32 = 9;

fn value_of(pixel: u32, label: u32) -> u32 {
  let slot = (slots[pixel / 4] >> (8 * (pixel % 4))) & 255;
  let rest = select(label, clear, look.things_only != 0);
  if (slot == 0) {
    return rest;
  }
  let entry = HEAD + (slot - 1) * ENTRY;
  let number = sample[entry];
  // what was too small is no thing, nor what is of another class than most of its pixels
  let is_thing = number > 0 && sample[entry + 2] == label;
  let value = classes + number - 1;
  // a number that the map has no room for keeps its class
  return select(rest, select(label, value, value < clear), is_thing);
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let word = id.y * groups.x * 64 + id.x;
  if (word * in_word >= pixels) {
    return;
  }
  let bits = 32 / in_word;
  var packed = 0u;
  for (var i = 0u; i < in_word && word * in_word + i < pixels; i++) {
    let label = (labels[word] >> (bits * i)) & ((1u << bits) - 1);
    packed |= value_of(word * in_word + i, label) << (bits * i);
  }
  map[word] = packed;
}
