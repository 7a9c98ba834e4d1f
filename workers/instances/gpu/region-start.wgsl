// Every pixel of a thing is a region of its own; a pixel goes on with its left neighbour's where they are alike, which spares most joins.

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = flat_index(id, groups);
  if (pixel >= pixels) {
    return;
  }
  atomicStore(&count[pixel], 0u);
  let label = label_of(pixel);
  if (things[label] == NONE) {
    atomicStore(&parent[pixel], NONE);
    return;
  }
  let goes_on = pixel % width > 0 && label_of(max(pixel, 1) - 1) == label;
  atomicStore(&parent[pixel], pixel - select(0u, 1u, goes_on));
}
