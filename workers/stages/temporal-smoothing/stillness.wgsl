// Twin of motion.ts: 1 where a block and its eight neighbours stand still, 0 where one of them moves.

override columns: u32;
override rows: u32;
// change of mean luma below which a block counts as still, and above which as moving
override still: f32;
override moving: f32;

@group(0) @binding(0) var<storage, read> now: array<f32>;
@group(0) @binding(1) var<storage, read> before: array<f32>;
@group(0) @binding(2) var<storage, read_write> stillness: array<f32>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= columns || id.y >= rows) {
    return;
  }
  var change = 0.0;
  for (var v = max(id.y, 1u) - 1; v <= min(id.y + 1, rows - 1); v++) {
    for (var u = max(id.x, 1u) - 1; u <= min(id.x + 1, columns - 1); u++) {
      let at = v * columns + u;
      change = max(change, abs(now[at] - before[at]));
    }
  }
  let t = clamp((change - still) / (moving - still), 0.0, 1.0);
  stillness[id.y * columns + id.x] = 1.0 - t * t * (3.0 - 2.0 * t);
}
