// Joins each pixel's region with those of the three pixels above it where the class is the same; the left one's it shares already.

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = flat_index(id, groups);
  if (pixel >= pixels || pixel < width) {
    return;
  }
  let label = label_of(pixel);
  if (things[label] == NONE) {
    return;
  }
  let above = pixel - width;
  if (label_of(above) == label) {
    // its neighbours' regions are its own
    join(pixel, above);
    return;
  }
  if (pixel % width > 0 && label_of(above - 1) == label) {
    join(pixel, above - 1);
  }
  if (pixel % width + 1 < width && label_of(above + 1) == label) {
    join(pixel, above + 1);
  }
}
