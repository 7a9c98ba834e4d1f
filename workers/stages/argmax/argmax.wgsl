// Twin of argmax.ts: the class with the highest probability; the lower id wins a tie.

override pixels: u32;
override classes: u32;

@group(0) @binding(0) var<storage, read> probabilities: array<f32>;
@group(0) @binding(1) var<storage, read_write> ids: array<u32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = id.y * groups.x * 64 + id.x;
  if (pixel >= pixels) {
    return;
  }
  var best = probabilities[pixel];
  var top = 0u;
  for (var c = 1u; c < classes; c++) {
    let p = probabilities[c * pixels + pixel];
    if (p > best) {
      best = p;
      top = c;
    }
  }
  ids[pixel] = top;
}
