// Each pixel of a small region votes for the classes of its neighbours that lie in regions which stay.

fn vote(own: u32, neighbour: u32) {
  if (atomicLoad(&count[atomicLoad(&parent[neighbour])]) >= params.smallest) {
    atomicAdd(&votes[own * classes + ids[neighbour]], 1u);
  }
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = flat_index(id, groups);
  if (pixel >= pixels) {
    return;
  }
  let own = atomicLoad(&parent[pixel]);
  if (atomicLoad(&count[own]) >= params.smallest) {
    return;
  }
  if (pixel % width > 0) {
    vote(own, pixel - 1);
  }
  if (pixel % width + 1 < width) {
    vote(own, pixel + 1);
  }
  if (pixel >= width) {
    vote(own, pixel - width);
  }
  if (pixel + width < pixels) {
    vote(own, pixel + width);
  }
}
