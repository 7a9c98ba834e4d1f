// The first of the candidates, greatest key first, lowest place first where keys are equal: whatever order they were found in.

struct Found {
  count: u32,
  // key and place
  candidates: array<vec2u>,
}

struct Ranked {
  count: u32,
  slots: array<vec2u>,
}

@group(0) @binding(0) var<storage, read> found: Found;
@group(0) @binding(1) var<storage, read_write> ranked: Ranked;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let at = id.y * groups.x * 64 + id.x;
  let count = min(found.count, arrayLength(&found.candidates));
  if (at == 0) {
    ranked.count = min(count, arrayLength(&ranked.slots));
  }
  if (at >= count) {
    return;
  }
  let own = found.candidates[at];
  var rank = 0u;
  for (var i = 0u; i < count; i++) {
    let other = found.candidates[i];
    if (other.x > own.x || (other.x == own.x && other.y < own.y)) {
      rank++;
    }
  }
  if (rank < arrayLength(&ranked.slots)) {
    ranked.slots[rank] = own;
  }
}
