// Twin of shares.ts and centres.ts: how many pixels each class has, and the sum of the columns of a 64th of the picture's width
// in which they lie. Four labels lie in a word.

override width: u32;
override pixels: u32;

@group(0) @binding(0) var<storage, read> labels: array<u32>;
@group(0) @binding(1) var<storage, read_write> counts: array<atomic<u32>>;

var<workgroup> own: array<atomic<u32>, 512>;

@compute @workgroup_size(64)
fn main(
  @builtin(global_invocation_id) id: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let word = id.y * groups.x * 64 + id.x;
  if (word * 4 < pixels) {
    let packed = labels[word];
    for (var i = 0u; i < 4 && word * 4 + i < pixels; i++) {
      let label = (packed >> (8 * i)) & 255;
      atomicAdd(&own[label], 1u);
      atomicAdd(&own[256 + label], (word * 4 + i) % width * 64 / width);
    }
  }
  workgroupBarrier();
  for (var k = local; k < 512; k += 64) {
    let count = atomicLoad(&own[k]);
    if (count > 0) {
      atomicAdd(&counts[k], count);
    }
  }
}
