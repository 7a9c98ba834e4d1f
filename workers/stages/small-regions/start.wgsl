// Every pixel is a region of its own, without pixels or votes yet.

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = flat_index(id, groups);
  if (pixel >= pixels) {
    return;
  }
  atomicStore(&parent[pixel], pixel);
  atomicStore(&count[pixel], 0u);
  for (var c = 0u; c < classes; c++) {
    atomicStore(&votes[pixel * classes + c], 0u);
  }
}
