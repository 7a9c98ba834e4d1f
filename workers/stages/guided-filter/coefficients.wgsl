// Twin of coefficients.ts: a = gain * cov(guide, p) / (var(guide) + epsilon) over the square window around each pixel that is a
// corner of a contested cell, for the classes that compete there. Two walks over the window, since the difference of large
// means would lose in 32 bits what the twin keeps in 64.

struct Params {
  radius: u32,
  left: u32,
  right: u32,
  top: u32,
  bottom: u32,
  epsilon: f32,
  gain: f32,
}

override width: u32;
override height: u32;
override ranks: u32;
// of the first invocation in z
override first_class: u32;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> guide: array<f32>;
@group(0) @binding(2) var<storage, read> probabilities: array<f32>;
@group(0) @binding(3) var<storage, read> cells: array<u32>;
@group(0) @binding(4) var<storage, read_write> a: array<f32>;

fn wants(x: u32, y: u32, class_id: u32) -> bool {
  // most classes compete nowhere
  let rivals = cells[((class_id >> 5) * height + y) * width + x];
  if ((rivals & (1u << (class_id & 31))) == 0) {
    return false;
  }
  var count = 0u;
  for (var rank = 0u; rank < ranks; rank++) {
    count += countOneBits(cells[(rank * height + y) * width + x]);
  }
  return count > 1;
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < params.left || id.x > params.right || id.y < params.top || id.y > params.bottom) {
    return;
  }
  let class_id = first_class + id.z;
  let before = vec2u(max(params.left + 1, id.x) - 1, max(params.top + 1, id.y) - 1);
  if (!wants(id.x, id.y, class_id) && !wants(before.x, id.y, class_id)
    && !wants(id.x, before.y, class_id) && !wants(before.x, before.y, class_id)) {
    return;
  }
  let left = max(params.left, id.x - min(id.x, params.radius));
  let right = min(params.right, id.x + params.radius);
  let top = max(params.top, id.y - min(id.y, params.radius));
  let bottom = min(params.bottom, id.y + params.radius);
  let plane = class_id * width * height;
  let count = f32((right - left + 1) * (bottom - top + 1));
  var mean = vec2f(0.0);
  for (var v = top; v <= bottom; v++) {
    for (var u = left; u <= right; u++) {
      let at = v * width + u;
      mean += vec2f(guide[at], probabilities[plane + at]);
    }
  }
  mean /= count;
  var variance = 0.0;
  var covariance = 0.0;
  for (var v = top; v <= bottom; v++) {
    for (var u = left; u <= right; u++) {
      let at = v * width + u;
      let g = guide[at] - mean.x;
      variance += g * g;
      covariance += g * (probabilities[plane + at] - mean.y);
    }
  }
  a[plane + id.y * width + id.x] = params.gain * (covariance / count) / (variance / count + params.epsilon);
}
