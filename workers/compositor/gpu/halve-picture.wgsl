// The first halving: from the picture, wherever it lies.

@group(0) @binding(0) var smooth_sampler: sampler;

struct Corner {
  @builtin(position) position: vec4f,
  @location(0) place: vec2f,
}

@vertex
fn corners(@builtin(vertex_index) index: u32) -> Corner {
  let place = vec2f(f32((index << 1) & 2), f32(index & 2));
  return Corner(vec4f(place.x * 2.0 - 1.0, 1.0 - place.y * 2.0, 0.0, 1.0), place);
}

@fragment
fn draw(corner: Corner) -> @location(0) vec4f {
  return vec4f(textureSampleBaseClampToEdge(picture, smooth_sampler, corner.place).rgb, 1.0);
}
