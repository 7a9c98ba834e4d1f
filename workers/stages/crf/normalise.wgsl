// Twin of softmax in crf.ts: contested pixels' probabilities of their classes' energies.

override pixels: u32;
override classes: u32;

@group(0) @binding(0) var<storage, read> colours: array<vec4f>;
@group(0) @binding(1) var<storage, read> energy: array<f32>;
@group(0) @binding(2) var<storage, read_write> probabilities: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = id.y * groups.x * 64 + id.x;
  if (pixel >= pixels || colours[pixel].w == 0.0) {
    return;
  }
  var top = energy[pixel];
  for (var c = 1u; c < classes; c++) {
    top = max(top, energy[c * pixels + pixel]);
  }
  var sum = 0.0;
  for (var c = 0u; c < classes; c++) {
    sum += exp(energy[c * pixels + pixel] - top);
  }
  for (var c = 0u; c < classes; c++) {
    probabilities[c * pixels + pixel] = exp(energy[c * pixels + pixel] - top) / sum;
  }
}
