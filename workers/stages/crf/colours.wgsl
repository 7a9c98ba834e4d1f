// Twin of colours.ts and of the search in joins.ts: the picture's mean colour in each pixel of the grid, and in the fourth
// place 1 where more than one class is on top in the window around it.

struct Params {
  radius: u32,
}

override width: u32;
override height: u32;
override samples: u32;

@group(0) @binding(0) var<uniform> params: Params;
// the column of each sample, then the row of each
@group(0) @binding(1) var<storage, read> places: array<u32>;
@group(0) @binding(2) var<storage, read> tops: array<u32>;
@group(0) @binding(3) var<storage, read_write> colours: array<vec4f>;

fn is_contested(x: u32, y: u32) -> bool {
  let own = tops[y * width + x];
  for (var v = y - min(y, params.radius); v <= min(height - 1, y + params.radius); v++) {
    for (var u = x - min(x, params.radius); u <= min(width - 1, x + params.radius); u++) {
      if (tops[v * width + u] != own) {
        return true;
      }
    }
  }
  return false;
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= width || id.y >= height) {
    return;
  }
  var sum = vec3f(0.0);
  for (var v = 0u; v < samples; v++) {
    let row = places[samples * width + id.y * samples + v];
    for (var u = 0u; u < samples; u++) {
      sum += picture_texel(vec2u(places[id.x * samples + u], row)).rgb;
    }
  }
  let contested = select(0.0, 1.0, is_contested(id.x, id.y));
  colours[id.y * width + id.x] = vec4f(sum / f32(samples * samples), contested);
}
