// Joins each pixel's region with those of its left and upper neighbour where the class is the same.

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = flat_index(id, groups);
  if (pixel >= pixels) {
    return;
  }
  if (pixel % width > 0 && ids[pixel - 1] == ids[pixel]) {
    join(pixel, pixel - 1);
  }
  if (pixel >= width && ids[pixel - width] == ids[pixel]) {
    join(pixel, pixel - width);
  }
}
