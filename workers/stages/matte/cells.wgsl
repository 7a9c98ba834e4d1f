// Twin of cellColours and lumaChange in simd/assembly/matte-grid.ts: of each cell of a grid over the picture its mean colour and
// the mean of its squares, how probably it is in front, and how far its luma is from the frame before.

override width: u32;
override height: u32;
// of the frame
override frame_width: u32;
override frame_height: u32;
override scores_width: u32;

// rows of a cell that are looked at
const ROWS = 4u;

struct Params {
  // of the picture, texels
  picture: vec2u,
}

@group(0) @binding(0) var<uniform> params: Params;
// scores beside the columns, then the rows
@group(0) @binding(1) var<storage, read> taps: array<vec4u>;
@group(0) @binding(2) var<storage, read> foreground: array<f32>;
// R, G, B, R² + G² + B², 0 to 255
@group(0) @binding(3) var<storage, read_write> colours: array<vec4f>;
// probability, change of luma, luma, 1
@group(0) @binding(4) var<storage, read_write> cells: array<vec4f>;

fn probability_at(cell: vec2u) -> f32 {
  let column = taps[cell.x];
  let row = taps[width + cell.y];
  let fx = bitcast<f32>(column.z);
  let top = row.x * scores_width;
  let bottom = row.y * scores_width;
  let upper = mix(foreground[top + column.x], foreground[top + column.y], fx);
  let lower = mix(foreground[bottom + column.x], foreground[bottom + column.y], fx);
  return mix(upper, lower, bitcast<f32>(row.z));
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= width || id.y >= height) {
    return;
  }
  let frame = vec2u(frame_width, frame_height);
  let grid = vec2u(width, height);
  let first = id.xy * frame / grid;
  let end = (id.xy + 1) * frame / grid;
  let step = (end.y - first.y + ROWS - 1) / ROWS;
  var sum = vec4f(0.0);
  var count = 0.0;
  for (var y = first.y; y < end.y; y += step) {
    for (var x = first.x; x < end.x; x++) {
      let texel = min(params.picture - 1, (2 * vec2u(x, y) + 1) * params.picture / (2 * frame));
      let colour = picture_texel(texel).rgb * 255.0;
      sum += vec4f(colour, dot(colour, colour));
      count += 1.0;
    }
  }
  let mean = sum / count;
  let at = id.y * width + id.x;
  let luma = (2.0 * mean.r + 5.0 * mean.g + mean.b) / 8.0;
  colours[at] = mean;
  cells[at] = vec4f(probability_at(id.xy), abs(luma - cells[at].z), luma, 1.0);
}
