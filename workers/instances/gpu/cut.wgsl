// Twin of cut.ts: how far the picture's brightness has changed since the frame before, on average over its blocks; 0 where its bands
// of rows have so many tones in common with those before that the scene is the same.

override bands: u32;
override tones: u32;
override alike: f32;

@group(0) @binding(0) var<storage, read> now: array<f32>;
// below 0: not known
@group(0) @binding(1) var<storage, read_write> before: array<f32>;
@group(0) @binding(2) var<storage, read_write> change: array<f32>;

var<workgroup> sums: array<f32, 64>;
var<workgroup> apart: array<u32, 64>;
// of each tone of a band how many blocks more had it before; bands times tones
var<workgroup> surplus: array<atomic<i32>, 512>;

fn tone_of(luma: f32) -> u32 {
  return min(tones - 1, u32(luma) * tones / 256);
}

@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) own: u32) {
  let count = arrayLength(&now);
  let bins = bands * tones;
  for (var i = own; i < bins; i += 64) {
    atomicStore(&surplus[i], 0);
  }
  workgroupBarrier();
  var sum = 0.0;
  for (var i = own; i < count; i += 64) {
    // whole numbers, as on the other side
    let mean = floor(now[i]);
    let past = before[i];
    if (past >= 0.0) {
      sum += abs(mean - past);
      let band = tones * (i * bands / count);
      atomicAdd(&surplus[band + tone_of(past)], 1);
      atomicSub(&surplus[band + tone_of(mean)], 1);
    }
    before[i] = mean;
  }
  sums[own] = sum;
  workgroupBarrier();
  var others = 0u;
  for (var i = own; i < bins; i += 64) {
    others += u32(abs(atomicLoad(&surplus[i])));
  }
  apart[own] = others;
  workgroupBarrier();
  if (own == 0) {
    var all = 0.0;
    var unlike = 0u;
    for (var i = 0u; i < 64; i++) {
      all += sums[i];
      unlike += apart[i];
    }
    let likeness = 1.0 - f32(unlike) / f32(2 * count);
    change[0] = select(0.0, all / f32(count), likeness < alike);
  }
}
