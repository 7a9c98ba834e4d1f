// The same as shares.wgsl of more than 256 classes, two to a word: too many for a workgroup to count by itself.

override width: u32;
override pixels: u32;
override classes: u32;

@group(0) @binding(0) var<storage, read> labels: array<u32>;
@group(0) @binding(1) var<storage, read_write> counts: array<atomic<u32>>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let word = id.y * groups.x * 64 + id.x;
  for (var i = 0u; i < 2 && word * 2 + i < pixels; i++) {
    let label = (labels[word] >> (16 * i)) & 65535;
    atomicAdd(&counts[label], 1u);
    atomicAdd(&counts[classes + label], (word * 2 + i) % width * 64 / width);
  }
}
