// Twin of crf.ts: the unary term of each class and which class is on top.

override pixels: u32;
override classes: u32;
// nothing is less probable
override least: f32;

@group(0) @binding(0) var<storage, read> probabilities: array<f32>;
@group(0) @binding(1) var<storage, read_write> unary: array<f32>;
@group(0) @binding(2) var<storage, read_write> tops: array<u32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = id.y * groups.x * 64 + id.x;
  if (pixel >= pixels) {
    return;
  }
  var top = 0u;
  var best = probabilities[pixel];
  for (var c = 0u; c < classes; c++) {
    let p = probabilities[c * pixels + pixel];
    unary[c * pixels + pixel] = log(max(least, p));
    if (p > best) {
      best = p;
      top = c;
    }
  }
  tops[pixel] = top;
}
