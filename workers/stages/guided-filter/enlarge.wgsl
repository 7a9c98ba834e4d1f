// Twin of enlarge.ts: of the classes that compete in a cell the one with the largest up(p) + up(a) · detail, where detail is
// the luma that the grid lost.

struct Params {
  // of the picture, texels
  picture: vec2u,
  // target columns and rows that lie over the grid: begin and end
  columns: vec2u,
  rows: vec2u,
}

override width: u32;
// labels in a word
override in_word: u32;
override height: u32;
override source_width: u32;
override source_height: u32;
override ranks: u32;
override binary: bool;

@group(0) @binding(0) var<uniform> params: Params;
// the columns, then the rows
@group(0) @binding(1) var<storage, read> taps: array<vec4u>;
@group(0) @binding(2) var<storage, read> guide: array<f32>;
@group(0) @binding(3) var<storage, read> probabilities: array<f32>;
@group(0) @binding(4) var<storage, read> a: array<f32>;
@group(0) @binding(5) var<storage, read> cells: array<u32>;
// share of the past that each pixel of the grid keeps
@group(0) @binding(6) var<storage, read> keep: array<f32>;
// luma of the frame before, smoothed; below 0 where its cell was not contested
@group(0) @binding(7) var<storage, read_write> past: array<f32>;
@group(0) @binding(8) var<storage, read_write> labels: array<u32>;

// the four pixels of the grid around the target pixel
var<private> corners: vec4u;
var<private> weight: vec2f;

fn along(upper_left: f32, upper_right: f32, lower_left: f32, lower_right: f32) -> f32 {
  let first = upper_left + (lower_left - upper_left) * weight.y;
  let second = upper_right + (lower_right - upper_right) * weight.y;
  return first + (second - first) * weight.x;
}

fn luma_at(x: u32, y: u32) -> f32 {
  let column = min(params.picture.x - 1, (2 * x + 1) * params.picture.x / (2 * width));
  let row = min(params.picture.y - 1, (2 * y + 1) * params.picture.y / (2 * height));
  let colour = picture_texel(vec2u(column, row)).rgb;
  return (2.0 * colour.r + 5.0 * colour.g + colour.b) * 0.125;
}

/** The frame's luma, mixed with its past where the cell was contested a frame ago and all its corners stand still. */
fn smoothed(x: u32, y: u32) -> f32 {
  let pixel = y * width + x;
  let now = luma_at(x, y);
  let before = past[pixel];
  let kept = min(min(keep[corners.x], keep[corners.y]), min(keep[corners.z], keep[corners.w]));
  let luma = now + select(kept, 0.0, before < 0.0) * (before - now);
  past[pixel] = luma;
  return luma;
}

fn label_at(x: u32, y: u32) -> u32 {
  let column = taps[x];
  let row = taps[width + y];
  let source_pixels = source_width * source_height;
  let at = row.x * source_width + column.x;
  var rivals = 0u;
  var only = 0u;
  for (var rank = ranks; rank > 0; rank--) {
    let members = cells[(rank - 1) * source_pixels + at];
    rivals += countOneBits(members);
    only = select(only, 32 * (rank - 1) + firstTrailingBit(members), members != 0);
  }
  if (rivals == 1) {
    past[y * width + x] = -1.0;
    return only;
  }
  corners = vec4u(at, row.x * source_width + column.y, row.y * source_width + column.x, row.y * source_width + column.y);
  weight = vec2f(bitcast<f32>(column.z), bitcast<f32>(row.z));
  let luma = smoothed(x, y);
  var detail = 0.0;
  if (x >= params.columns.x && x < params.columns.y && y >= params.rows.x && y < params.rows.y) {
    detail = luma - along(guide[corners.x], guide[corners.y], guide[corners.z], guide[corners.w]);
  }
  var best = select(-1e30, 0.5, binary);
  var top = only;
  for (var rank = 0u; rank < ranks; rank++) {
    for (var members = cells[rank * source_pixels + at]; members != 0; members &= members - 1) {
      let k = 32 * rank + firstTrailingBit(members);
      if (binary && k == 0) {
        continue;
      }
      let c = corners + k * source_pixels;
      let q = along(probabilities[c.x], probabilities[c.y], probabilities[c.z], probabilities[c.w])
        + along(a[c.x], a[c.y], a[c.z], a[c.w]) * detail;
      if (q > best) {
        best = q;
        top = k;
      }
    }
  }
  return top;
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let word = id.y * groups.x * 64 + id.x;
  if (word * in_word >= width * height) {
    return;
  }
  var packed = 0u;
  for (var i = 0u; i < in_word && word * in_word + i < width * height; i++) {
    let pixel = word * in_word + i;
    packed |= label_at(pixel % width, pixel / width) << (32 / in_word * i);
  }
  labels[word] = packed;
}
