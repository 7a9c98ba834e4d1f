// Twin of preprocess.ts: bilinear with pixel centres at half units, (value · scale − mean) / std, in the model's layout.

struct Params {
  // the part of the input that the picture covers: x, y, width, height
  window: vec4u,
  // for R, G, B in bytes: value · gain + bias, at offset
  gain: vec4f,
  bias: vec4f,
  offset: vec4u,
  // what the bars of a letterbox hold, already an input value; then the fourth channel's value, everywhere the same
  bar: vec4f,
}

override width: u32;
override height: u32;
override stride: u32;
// 1: R, G and B are parts of one luma; 4: with an alpha
override channels: u32;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> columns: array<vec4u>;
@group(0) @binding(2) var<storage, read> rows: array<vec4u>;
@group(0) @binding(3) var<storage, read_write> input: array<f32>;
@group(0) @binding(4) var<storage, read_write> luma: array<f32>;

fn bytes(x: u32, y: u32) -> vec3f {
  return picture_texel(vec2u(x, y)).rgb * 255.0;
}

fn write(pixel: u32, value: vec3f) {
  let at = pixel * stride;
  if (channels == 1) {
    input[at] = value.x + value.y + value.z;
    return;
  }
  input[params.offset.x + at] = value.x;
  input[params.offset.y + at] = value.y;
  input[params.offset.z + at] = value.z;
  if (channels == 4) {
    input[params.offset.w + at] = params.bar.w;
  }
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= width || id.y >= height) {
    return;
  }
  let pixel = id.y * width + id.x;
  let at = vec2i(id.xy) - vec2i(params.window.xy);
  if (at.x < 0 || at.y < 0 || at.x >= i32(params.window.z) || at.y >= i32(params.window.w)) {
    write(pixel, params.bar.xyz);
    luma[pixel] = 0.0;
    return;
  }
  let column = columns[at.x];
  let row = rows[at.y];
  let fx = bitcast<f32>(column.z);
  let fy = bitcast<f32>(row.z);
  let wq = fx * (1.0 - fy);
  let ws = (1.0 - fx) * fy;
  let wt = fx * fy;
  let wp = 1.0 - wq - ws - wt;
  let colour = bytes(column.x, row.x) * wp + bytes(column.y, row.x) * wq
    + bytes(column.x, row.y) * ws + bytes(column.y, row.y) * wt;
  write(pixel, colour * params.gain.xyz + params.bias.xyz);
  luma[pixel] = (2.0 * colour.r + 5.0 * colour.g + colour.b) * 0.125;
}
