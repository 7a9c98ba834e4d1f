// Twin of meanField in crf.ts, with the weights of joins.ts: what a class has for it at a contested pixel, by its own unary
// term and by what the window says.

struct Params {
  radius: u32,
  appearance: f32,
  // 1 / (2 · contrast²)
  sharpness: f32,
  smoothness: f32,
}

override width: u32;
override height: u32;
override classes: u32;
// of the appearance's and the smoothness's distance
override appearance_reach: f32;
override smoothness_reach: f32;
override little: f32;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> colours: array<vec4f>;
@group(0) @binding(2) var<storage, read> unary: array<f32>;
@group(0) @binding(3) var<storage, read> probabilities: array<f32>;
@group(0) @binding(4) var<storage, read_write> energy: array<f32>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= width || id.y >= height || id.z >= classes) {
    return;
  }
  let pixel = id.y * width + id.x;
  let own = colours[pixel];
  if (own.w == 0.0) {
    return;
  }
  let plane = id.z * width * height;
  // what the window says, and the sum of its weights: of the appearance, then of the smoothness
  var said = vec2f(0.0);
  var all = vec2f(little);
  for (var v = id.y - min(id.y, params.radius); v <= min(height - 1, id.y + params.radius); v++) {
    for (var u = id.x - min(id.x, params.radius); u <= min(width - 1, id.x + params.radius); u++) {
      let other = v * width + u;
      if (other == pixel) {
        continue;
      }
      let apart = own.rgb - colours[other].rgb;
      let step = vec2f(f32(u) - f32(id.x), f32(v) - f32(id.y));
      let distance = dot(step, step);
      let weight = vec2f(
        exp(-distance / appearance_reach - dot(apart, apart) * params.sharpness),
        exp(-distance / smoothness_reach),
      );
      said += weight * probabilities[plane + other];
      all += weight;
    }
  }
  let counts = vec2f(params.appearance, params.smoothness);
  energy[plane + pixel] = unary[plane + pixel] + dot(counts, said / all);
}
