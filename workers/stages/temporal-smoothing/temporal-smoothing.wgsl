// Twin of temporal-smoothing.ts: mixes the past into a model's scores where the picture stands still. What comes out is
// planar, whatever layout went in, and is the past of the next frame.

struct Params {
  // share of the past kept at rest; 0 takes the scores as they are
  strength: f32,
}

override width: u32;
override height: u32;
override planes: u32;
override plane_stride: u32;
override pixel_stride: u32;
override columns: u32;
override rows: u32;
// what comes in are probabilities
override bounded: bool;

// rounding puts a probability a hair outside
const SLACK = 1e-3;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> scores: array<f32>;
@group(0) @binding(2) var<storage, read> stillness: array<f32>;
@group(0) @binding(3) var<storage, read_write> past: array<f32>;
// how many scores were no number, and how many probabilities outside 0 to 1
@group(0) @binding(4) var<storage, read_write> amiss: array<atomic<u32>>;
// the share of the past that each pixel keeps
@group(0) @binding(5) var<storage, read_write> kept: array<f32>;

// a compiler may take for granted that nothing is NaN, so that only the bits tell
fn is_finite(value: f32) -> bool {
  return (bitcast<u32>(value) & 0x7f800000u) != 0x7f800000u;
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= width || id.y >= height) {
    return;
  }
  let pixel = id.y * width + id.x;
  let block = (id.y * rows / height) * columns + id.x * columns / width;
  let keep = params.strength * stillness[block];
  kept[pixel] = keep;
  for (var plane = 0u; plane < planes; plane++) {
    let at = plane * width * height + pixel;
    var now = scores[plane * plane_stride + pixel * pixel_stride];
    if (!is_finite(now)) {
      atomicAdd(&amiss[0], 1u);
      // far below what any model says: it never wins
      now = -1e30;
    } else if (bounded && (now < -SLACK || now > 1.0 + SLACK)) {
      atomicAdd(&amiss[1], 1u);
    }
    let before = past[at];
    var mixed = now;
    if (keep > 0.0 && now > -1e30 && before > -1e30) {
      mixed = now + keep * (before - now);
    }
    past[at] = mixed;
  }
}
