// The mean luma of each block of 4 × 4 pixels: twin of blockMean in motion.ts, and of shrink in thumbnail.ts, which leaves out parts.

override width: u32;
override height: u32;
override columns: u32;
override rows: u32;

@group(0) @binding(0) var<storage, read> luma: array<f32>;
@group(0) @binding(1) var<storage, read_write> mean: array<f32>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= columns || id.y >= rows) {
    return;
  }
  let right = min(width, id.x * 4 + 4);
  let bottom = min(height, id.y * 4 + 4);
  var sum = 0.0;
  for (var y = id.y * 4; y < bottom; y++) {
    for (var x = id.x * 4; x < right; x++) {
      sum += luma[y * width + x];
    }
  }
  mean[id.y * columns + id.x] = sum / f32((right - id.x * 4) * (bottom - id.y * 4));
}
