// Twin of guide.ts: luma on the scores' grid, 0 to 1, the mean over the part of the input that a grid pixel covers; smoothed
// over time as the scores are, so that what it holds is the past of the next frame.

override width: u32;
override height: u32;
override input_width: u32;
override input_height: u32;

@group(0) @binding(0) var<storage, read> luma: array<f32>;
@group(0) @binding(1) var<storage, read> keep: array<f32>;
@group(0) @binding(2) var<storage, read_write> guide: array<f32>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= width || id.y >= height) {
    return;
  }
  let top = id.y * input_height / height;
  let bottom = max(top + 1, (id.y + 1) * input_height / height);
  let left = id.x * input_width / width;
  let right = max(left + 1, (id.x + 1) * input_width / width);
  var sum = 0.0;
  for (var v = top; v < bottom; v++) {
    for (var u = left; u < right; u++) {
      sum += luma[v * input_width + u];
    }
  }
  let now = sum / (f32((bottom - top) * (right - left)) * 255.0);
  let pixel = id.y * width + id.x;
  guide[pixel] = now + keep[pixel] * (guide[pixel] - now);
}
