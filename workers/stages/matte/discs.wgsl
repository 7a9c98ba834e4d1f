// What is behind, through a lens: each cell is the mean over a disc around it, in which lights count for more than all else.

struct Params {
  // cells
  radius: u32,
}

override width: u32;
override height: u32;
// how much more a light counts
override gain: f32;
// of 1: above it something counts as a light
override light: f32;

@group(0) @binding(0) var<uniform> params: Params;
// colours of what is surely behind, 0 to 255, and 1; zeros elsewhere
@group(0) @binding(1) var<storage, read> behind: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out: array<vec4f>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= width || id.y >= height) {
    return;
  }
  let radius = i32(params.radius);
  let place = vec2i(id.xy);
  let last = vec2i(i32(width), i32(height)) - 1;
  var sum = vec4f(0.0);
  for (var dy = -radius; dy <= radius; dy++) {
    let y = place.y + dy;
    if (y < 0 || y > last.y) {
      continue;
    }
    // half a cell more: a disc of one cell is no cross
    let reach = i32(sqrt((f32(radius) + 0.5) * (f32(radius) + 0.5) - f32(dy * dy)));
    for (var x = max(0, place.x - reach); x <= min(last.x, place.x + reach); x++) {
      let cell = behind[u32(y) * width + u32(x)];
      let brightest = max(cell.r, max(cell.g, cell.b)) / 255.0;
      let shine = smoothstep(light, 1.0, brightest);
      sum += cell * (1.0 + gain * shine * shine);
    }
  }
  out[id.y * width + id.x] = sum;
}
