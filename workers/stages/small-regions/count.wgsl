// Hangs every pixel right below its root and counts the root's pixels.

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = flat_index(id, groups);
  if (pixel >= pixels) {
    return;
  }
  let own = root(pixel);
  atomicStore(&parent[pixel], own);
  atomicAdd(&count[own], 1u);
}
