// Twin of foreground.ts: how probably each pixel belongs to the classes that stay, 0 to 1.

override pixels: u32;
override classes: u32;

@group(0) @binding(0) var<storage, read> probabilities: array<f32>;
// 1 for a class that stays
@group(0) @binding(1) var<storage, read> kept: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = id.y * groups.x * 64 + id.x;
  if (pixel >= pixels) {
    return;
  }
  var p = 0.0;
  for (var c = 0u; c < classes; c++) {
    p += probabilities[c * pixels + pixel] * f32(kept[c]);
  }
  out[pixel] = clamp(p, 0.0, 1.0);
}
