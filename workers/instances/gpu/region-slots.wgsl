// The slot of each pixel of the regions that were ranked, 1 and above, four to a word.

struct Ranked {
  count: u32,
  // pixels and root
  slots: array<vec2u>,
}

@group(0) @binding(5) var<storage, read> ranked: Ranked;
@group(0) @binding(6) var<storage, read_write> slots: array<u32>;

fn slot_of(pixel: u32) -> u32 {
  let own = atomicLoad(&parent[pixel]);
  if (own == NONE) {
    return 0u;
  }
  for (var i = 0u; i < ranked.count; i++) {
    if (ranked.slots[i].y == own) {
      return i + 1;
    }
  }
  return 0u;
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let word = flat_index(id, groups);
  if (word == 0) {
    // counted anew in the next frame
    atomicStore(&found.count, 0u);
  }
  if (word * 4 >= pixels) {
    return;
  }
  var packed = 0u;
  for (var i = 0u; i < 4 && word * 4 + i < pixels; i++) {
    packed |= slot_of(word * 4 + i) << (8 * i);
  }
  slots[word] = packed;
}
