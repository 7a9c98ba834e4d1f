// The roots of all regions that are no specks.

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = flat_index(id, groups);
  if (pixel >= pixels) {
    return;
  }
  let area = atomicLoad(&count[pixel]);
  if (area == 0 || area < smallest) {
    return;
  }
  let at = atomicAdd(&found.count, 1);
  if (at < arrayLength(&found.candidates)) {
    found.candidates[at] = vec2u(area, pixel);
  }
}
