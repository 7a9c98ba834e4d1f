// Hangs every pixel right below its root and counts the root's pixels, neighbours together.

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let first = flat_index(id, groups) * 4;
  if (first >= pixels) {
    return;
  }
  let end = min(pixels, first + 4);
  var own = NONE;
  var together = 0u;
  for (var pixel = first; pixel < end; pixel++) {
    var at = NONE;
    if (atomicLoad(&parent[pixel]) != NONE) {
      at = root(pixel);
      atomicStore(&parent[pixel], at);
    }
    if (at != own && own != NONE) {
      atomicAdd(&count[own], together);
    }
    together = select(1u, together + 1, at == own);
    own = at;
  }
  if (own != NONE) {
    atomicAdd(&count[own], together);
  }
}
