// Twin of simd/assembly/matte-sheet.ts: the foreground alone at the frame's size, its own colour with its opacity.

struct Params {
  // of the picture, texels
  picture: vec2u,
}

override width: u32;
override frame_width: u32;
override pixels: u32;

@group(0) @binding(0) var<uniform> params: Params;
// cells beside the columns, then the rows
@group(0) @binding(1) var<storage, read> taps: array<vec4u>;
@group(0) @binding(2) var<storage, read> lines: array<vec4f>;
// the picture smoothed over time, where it was in doubt a frame ago: RGBA words
@group(0) @binding(3) var<storage, read_write> past: array<u32>;
// RGBA words, not premultiplied
@group(0) @binding(4) var<storage, read_write> front: array<u32>;

// three times the four cells around the pixel, and how far it is between them
var<private> corners: vec4u;
var<private> weight: vec2f;

fn along(part: u32) -> vec4f {
  let at = corners + part;
  return mix(mix(lines[at.x], lines[at.z], weight.y), mix(lines[at.y], lines[at.w], weight.y), weight.x);
}

fn states_at(at: u32) -> u32 {
  return u32(lines[at + 2].w);
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = id.y * groups.x * 64 + id.x;
  if (pixel >= pixels) {
    return;
  }
  let place = vec2u(pixel % frame_width, pixel / frame_width);
  let column = taps[place.x];
  let row = taps[frame_width + place.y];
  corners = 3 * vec4u(
    row.x * width + column.x, row.x * width + column.y, row.y * width + column.x, row.y * width + column.y);
  let state = states_at(corners.x) | states_at(corners.y) | states_at(corners.z) | states_at(corners.w);
  if ((state & 3) == 0) {
    front[pixel] = 0;
    return;
  }
  let frame = vec2u(frame_width, pixels / frame_width);
  let texel = min(params.picture - 1, (2 * place + 1) * params.picture / (2 * frame));
  var colour = picture_texel(texel).rgb;
  if ((state & 2) == 0) {
    front[pixel] = pack4x8unorm(vec4f(colour, 1.0));
    return;
  }
  weight = vec2f(bitcast<f32>(column.z), bitcast<f32>(row.z));
  let own = along(1);
  if ((state & 4) != 0) {
    colour = mix(colour, unpack4x8unorm(past[pixel]).rgb, own.w);
  }
  past[pixel] = pack4x8unorm(vec4f(colour, 1.0));
  let line = along(0);
  let share = clamp(dot(line.rgb, colour * 255.0) + line.w, 0.0, 1.0);
  // as a byte holds it
  if (share < 0.5 / 255.0 || share >= 254.5 / 255.0) {
    front[pixel] = select(0u, past[pixel], share > 0.5);
    return;
  }
  let missed = colour - mix(along(2).rgb, own.rgb, share) / 255.0;
  let pull = share / (share * share + (1.0 - share) * (1.0 - share));
  front[pixel] = pack4x8unorm(vec4f(own.rgb / 255.0 + missed * pull, share));
}
