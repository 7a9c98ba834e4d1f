// Twin of confidence.ts: the top probability, and the Shannon entropy divided by log(classes); of one class 0.

override pixels: u32;
override classes: u32;

@group(0) @binding(0) var<storage, read> probabilities: array<f32>;
// confidence and entropy of each pixel
@group(0) @binding(1) var<storage, read_write> out: array<vec2f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = id.y * groups.x * 64 + id.x;
  if (pixel >= pixels) {
    return;
  }
  var top = 0.0;
  var entropy = 0.0;
  for (var c = 0u; c < classes; c++) {
    let p = probabilities[c * pixels + pixel];
    top = max(top, p);
    if (p > 0.0 && classes > 1) {
      entropy -= p * log(p);
    }
  }
  out[pixel] = vec2f(top, clamp(entropy / log(f32(max(classes, 2u))), 0.0, 1.0));
}
