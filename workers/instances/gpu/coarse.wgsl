// What lies at 64 × 36 places of the frame.

override width: u32;
override height: u32;
override in_word: u32;

struct Scene {
  // of the picture's brightness since the frame before
  change: f32,
  // slot, and class above 8 bits
  places: array<u32>,
}

@group(0) @binding(0) var<storage, read> labels: array<u32>;
@group(0) @binding(1) var<storage, read> slots: array<u32>;
@group(0) @binding(2) var<storage, read_write> scene: Scene;

const COLUMNS: u32 = 64;
const ROWS: u32 = 36;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= COLUMNS * ROWS) {
    return;
  }
  let x = (2 * (id.x % COLUMNS) + 1) * width / (2 * COLUMNS);
  let y = (2 * (id.x / COLUMNS) + 1) * height / (2 * ROWS);
  let pixel = y * width + x;
  let bits = 32 / in_word;
  let label = (labels[pixel / in_word] >> (bits * (pixel % in_word))) & ((1u << bits) - 1);
  scene.places[id.x] = ((slots[pixel / 4] >> (8 * (pixel % 4))) & 255) | (label << 8);
}
