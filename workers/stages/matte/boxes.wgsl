// Twin of boxes in simd/assembly/boxes.ts, an axis at a time: sums over a window around each cell, held inside the grid.

struct Params {
  radius: u32,
}

override width: u32;
override height: u32;
// of a cell
override vectors: u32;
override across: bool;
// of what is written; with `adds` it is added to what is there
override scale: f32;
override adds: bool;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> source: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out: array<vec4f>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= width || id.y >= height) {
    return;
  }
  let place = select(id.y, id.x, across);
  let first = place - min(place, params.radius);
  let last = min(select(height, width, across) - 1, place + params.radius);
  let step = vectors * select(width, 1u, across);
  let start = (select(id.x, id.y * width, across)) * vectors + id.z;
  var sum = vec4f(0.0);
  for (var i = first; i <= last; i++) {
    sum += source[start + i * step];
  }
  let at = (id.y * width + id.x) * vectors + id.z;
  out[at] = sum * scale + select(vec4f(0.0), out[at], adds);
}
