// Twin of upsample.ts: the argmax of the bilinearly resampled probabilities.

override width: u32;
// labels in a word
override in_word: u32;
override pixels: u32;
override classes: u32;
override source_width: u32;
override source_pixels: u32;
// two classes, of which one plane decides
override binary: bool;

@group(0) @binding(0) var<storage, read> columns: array<vec4u>;
@group(0) @binding(1) var<storage, read> rows: array<vec4u>;
@group(0) @binding(2) var<storage, read> probabilities: array<f32>;
@group(0) @binding(3) var<storage, read> ids: array<u32>;
@group(0) @binding(4) var<storage, read_write> labels: array<u32>;

fn mixed(at: u32, a: u32, b: u32, c: u32, d: u32, fx: f32, fy: f32) -> f32 {
  let upper = probabilities[at + a] * (1.0 - fx) + probabilities[at + b] * fx;
  let lower = probabilities[at + c] * (1.0 - fx) + probabilities[at + d] * fx;
  return upper * (1.0 - fy) + lower * fy;
}

fn label_at(x: u32, y: u32) -> u32 {
  let column = columns[x];
  let row = rows[y];
  let a = row.x * source_width + column.x;
  let b = row.x * source_width + column.y;
  let c = row.y * source_width + column.x;
  let d = row.y * source_width + column.y;
  let id = ids[a];
  // where all corners agree, so does every mixture of them
  if (ids[b] == id && ids[c] == id && ids[d] == id) {
    return id;
  }
  let fx = bitcast<f32>(column.z);
  let fy = bitcast<f32>(row.z);
  if (binary) {
    return select(0u, 1u, mixed(source_pixels, a, b, c, d, fx, fy) > 0.5);
  }
  var best = -1.0;
  var top = 0u;
  for (var k = 0u; k < classes; k++) {
    let p = mixed(k * source_pixels, a, b, c, d, fx, fy);
    if (p > best) {
      best = p;
      top = k;
    }
  }
  return top;
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let word = id.y * groups.x * 64 + id.x;
  if (word * in_word >= pixels) {
    return;
  }
  var packed = 0u;
  for (var i = 0u; i < in_word && word * in_word + i < pixels; i++) {
    let pixel = word * in_word + i;
    packed |= label_at(pixel % width, pixel / width) << (32 / in_word * i);
  }
  labels[word] = packed;
}
