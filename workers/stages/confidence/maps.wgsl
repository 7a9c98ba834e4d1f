// Twin of confidence.ts: probabilities bilinearly resampled, their top one and their entropy divided by log(classes), each a map of
// floats, or of bytes of which 255 is 1.

override width: u32;
override pixels: u32;
override classes: u32;
override source_width: u32;
override source_pixels: u32;
// values in a word, and words of a map
override in_word: u32;
override words: u32;
// where maps begin, in words; NONE: they are not wanted
override confidence_at: u32;
override entropy_at: u32;
override probabilities_at: u32;

const NONE = 0xffffffffu;

@group(0) @binding(0) var<storage, read> columns: array<vec4u>;
@group(0) @binding(1) var<storage, read> rows: array<vec4u>;
@group(0) @binding(2) var<storage, read> probabilities: array<f32>;
@group(0) @binding(3) var<storage, read_write> maps: array<u32>;

/** Between which pixels of the grid one of the maps lies. */
struct Place {
  corners: vec4u,
  weight: vec2f,
}

fn place_of(pixel: u32) -> Place {
  let column = columns[pixel % width];
  let row = rows[pixel / width];
  let corners = vec4u(row.xx * source_width + column.xy, row.yy * source_width + column.xy);
  return Place(corners, vec2f(bitcast<f32>(column.z), bitcast<f32>(row.z)));
}

fn mixed(plane: u32, place: Place) -> f32 {
  let at = place.corners + plane;
  let fx = place.weight.x;
  let fy = place.weight.y;
  let upper = probabilities[at.x] * (1.0 - fx) + probabilities[at.y] * fx;
  let lower = probabilities[at.z] * (1.0 - fx) + probabilities[at.w] * fx;
  return upper * (1.0 - fy) + lower * fy;
}

fn packed(value: f32, lane: u32) -> u32 {
  if (in_word == 1) {
    return bitcast<u32>(value);
  }
  return u32(clamp(value, 0.0, 1.0) * 255.0 + 0.5) << (8 * lane);
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let word = id.y * groups.x * 64 + id.x;
  if (word >= words) {
    return;
  }
  let count = min(in_word, pixels - word * in_word);
  var places: array<Place, 4>;
  for (var i = 0u; i < count; i++) {
    places[i] = place_of(word * in_word + i);
  }
  var top = vec4f();
  var entropy = vec4f();
  for (var k = 0u; k < classes; k++) {
    var values = 0u;
    for (var i = 0u; i < count; i++) {
      let p = mixed(k * source_pixels, places[i]);
      top[i] = max(top[i], p);
      if (p > 0.0) {
        entropy[i] -= p * log(p);
      }
      values |= packed(p, i);
    }
    if (probabilities_at != NONE) {
      maps[probabilities_at + k * words + word] = values;
    }
  }
  // log(1) is 0: one class leaves nothing open
  let scale = select(0.0, 1.0 / log(f32(max(classes, 2u))), classes > 1);
  var sure = 0u;
  var open = 0u;
  for (var i = 0u; i < count; i++) {
    sure |= packed(min(top[i], 1.0), i);
    open |= packed(clamp(entropy[i] * scale, 0.0, 1.0), i);
  }
  if (confidence_at != NONE) {
    maps[confidence_at + word] = sure;
  }
  if (entropy_at != NONE) {
    maps[entropy_at + word] = open;
  }
}
