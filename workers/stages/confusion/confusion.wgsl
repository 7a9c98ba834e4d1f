// Twin of ConfusionMatrix.add in confusion.ts: counts pairs of truth and label. Four labels of the truth lie in a word.

struct Params {
  // of the truth
  width: u32,
  height: u32,
}

// of the labels
override width: u32;
override height: u32;
// in a word
override in_word: u32;
override classes: u32;

@group(0) @binding(0) var<uniform> truth_size: Params;
@group(0) @binding(1) var<storage, read> labels: array<u32>;
@group(0) @binding(2) var<storage, read> truth: array<u32>;
// the truth's id of each label; `classes` or above: none
@group(0) @binding(3) var<storage, read> to_truth: array<u32>;
@group(0) @binding(4) var<storage, read_write> counts: array<atomic<u32>>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = id.y * groups.x * 64 + id.x;
  if (pixel >= width * height) {
    return;
  }
  let x = pixel % width;
  let y = pixel / width;
  // the nearest pixel; whole numbers, so that both sides pick the same one
  let column = (2 * x + 1) * truth_size.width / (2 * width);
  let row = (2 * y + 1) * truth_size.height / (2 * height);
  let at = row * truth_size.width + column;
  let actual = (truth[at / 4] >> (8 * (at % 4))) & 255;
  let bits = 32 / in_word;
  let said = to_truth[(labels[pixel / in_word] >> (bits * (pixel % in_word))) & ((1u << bits) - 1)];
  if (actual < classes && said < classes) {
    atomicAdd(&counts[actual * classes + said], 1u);
  }
}
