// Twin of trace in warp.ts, and the move itself: each pixel of the scores from where its content was.

override width: i32;
override height: i32;
override planes: u32;
override plane_stride: u32;
override pixel_stride: u32;
/** Of the thumbnail. */
override columns: i32;
override rows: i32;
/** Pixels of the scores to one of the thumbnail. */
override step_x: f32;
override step_y: f32;
override uncovered: f32;

@group(0) @binding(0) var<storage, read> arrived: array<vec2f>;
@group(0) @binding(1) var<storage, read> left: array<vec2f>;
@group(0) @binding(2) var<storage, read> kept: array<f32>;
@group(0) @binding(3) var<storage, read_write> moved: array<f32>;

fn cell_of(position: vec2f) -> i32 {
  let at = clamp(vec2i(floor(position)), vec2i(0), vec2i(columns - 1, rows - 1));
  return at.y * columns + at.x;
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let at = vec2i(id.xy);
  if (at.x >= width || at.y >= height) {
    return;
  }
  let here = cell_of(vec2f(at) / vec2f(step_x, step_y));
  let place = vec2f(f32(here % columns), f32(here / columns));
  var d = arrived[here];
  let there = cell_of(place - d + 0.5);
  let gap = abs(left[there] + d);
  if (gap.x + gap.y > uncovered) {
    let gone = select(there, here, any(left[here] != vec2f(0.0)));
    d = -left[gone];
  }
  let row = clamp(i32(floor(f32(at.y) - d.y * step_y + 0.5)), 0, height - 1);
  let column = clamp(at.x - i32(floor(d.x * step_x + 0.5)), 0, width - 1);
  let source = u32(row * width + column) * pixel_stride;
  let own = u32(at.y * width + at.x) * pixel_stride;
  for (var plane = 0u; plane < planes; plane++) {
    moved[plane * plane_stride + own] = kept[plane * plane_stride + source];
  }
}
