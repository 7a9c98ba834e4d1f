// Twin of cut.ts: how far the picture's brightness has changed since the frame before, on average over its blocks.

@group(0) @binding(0) var<storage, read> now: array<f32>;
// below 0: not known
@group(0) @binding(1) var<storage, read_write> before: array<f32>;
@group(0) @binding(2) var<storage, read_write> change: array<f32>;

var<workgroup> sums: array<f32, 64>;

@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) own: u32) {
  let count = arrayLength(&now);
  var sum = 0.0;
  for (var i = own; i < count; i += 64) {
    // whole numbers, as on the other side
    let mean = floor(now[i]);
    sum += select(0.0, abs(mean - before[i]), before[i] >= 0.0);
    before[i] = mean;
  }
  sums[own] = sum;
  workgroupBarrier();
  if (own == 0) {
    var all = 0.0;
    for (var i = 0u; i < 64; i++) {
      all += sums[i];
    }
    change[0] = all / f32(count);
  }
}
