// Twin of probabilitiesAt in scores.ts: planar scores to planar probabilities of every class.

override pixels: u32;
override classes: u32;
// 0 logits, 1 probabilities, 2 one plane with the probability of class 1
override kind: u32;

@group(0) @binding(0) var<storage, read> scores: array<f32>;
@group(0) @binding(1) var<storage, read_write> probabilities: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = id.y * groups.x * 64 + id.x;
  if (pixel >= pixels) {
    return;
  }
  if (kind == 2) {
    let p = clamp(scores[pixel], 0.0, 1.0);
    probabilities[pixel] = 1.0 - p;
    probabilities[pixels + pixel] = p;
    return;
  }
  if (kind == 1) {
    for (var c = 0u; c < classes; c++) {
      probabilities[c * pixels + pixel] = clamp(scores[c * pixels + pixel], 0.0, 1.0);
    }
    return;
  }
  var top = scores[pixel];
  for (var c = 1u; c < classes; c++) {
    top = max(top, scores[c * pixels + pixel]);
  }
  var sum = 0.0;
  for (var c = 0u; c < classes; c++) {
    let e = exp(scores[c * pixels + pixel] - top);
    probabilities[c * pixels + pixel] = e;
    sum += e;
  }
  for (var c = 0u; c < classes; c++) {
    probabilities[c * pixels + pixel] /= sum;
  }
}
