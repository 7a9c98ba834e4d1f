// Twin of morphology.ts: the largest or smallest value within `reach` pixels along one axis, in every plane. Two of these
// in a row are a dilation or an erosion with a square; those in a row are a closing or an opening.

struct Params {
  reach: u32,
  // 1 the largest, 0 the smallest
  largest: u32,
  // 1 along a row, 0 along a column
  across: u32,
}

override width: u32;
override height: u32;
override planes: u32;
// two classes, of which the second plane decides and the first one is what it leaves
override binary: bool;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> values: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= width || id.y >= height || id.z >= planes) {
    return;
  }
  let across = params.across == 1;
  let place = select(id.y, id.x, across);
  let size = select(height, width, across);
  let step = select(width, 1u, across);
  let first = place - min(place, params.reach);
  let last = min(size - 1, place + params.reach);
  let plane = select(id.z, 1u, binary);
  let pixel = (plane * height + id.y) * width + id.x;
  let start = pixel - (place - first) * step;
  var value = values[start];
  for (var i = 1u; i <= last - first; i++) {
    let other = values[start + i * step];
    value = select(min(value, other), max(value, other), params.largest == 1);
  }
  out[pixel] = value;
  if (binary) {
    out[pixel - width * height] = 1.0 - value;
  }
}
