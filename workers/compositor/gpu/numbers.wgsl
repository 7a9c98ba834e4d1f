// The numbers of things: a quad for each digit, out of one picture of the ten.

struct Glyph {
  // its middle, pixels of the canvas
  place: vec2f,
  // height, pixels
  size: f32,
  digit: f32,
}

struct Corner {
  @builtin(position) position: vec4f,
  @location(0) place: vec2f,
}

// width of a digit's cell over its height
override aspect: f32;

@group(0) @binding(0) var<storage, read> glyphs: array<Glyph>;
@group(0) @binding(1) var<uniform> canvas: vec4f;
@group(0) @binding(2) var digits_sampler: sampler;
@group(0) @binding(3) var digits: texture_2d<f32>;

@vertex
fn corner(@builtin(vertex_index) vertex: u32, @builtin(instance_index) instance: u32) -> Corner {
  let glyph = glyphs[instance];
  // two triangles: 0 1 2, 2 1 3
  var corners = array(0u, 1u, 2u, 2u, 1u, 3u);
  let index = corners[vertex];
  let at = vec2f(f32(index & 1), f32(index >> 1));
  let pixel = glyph.place + (at - 0.5) * vec2f(aspect, 1.0) * glyph.size;
  let shown = pixel / canvas.xy;
  let position = vec4f(shown.x * 2.0 - 1.0, 1.0 - shown.y * 2.0, 0.0, 1.0);
  return Corner(position, vec2f((glyph.digit + at.x) / 10.0, at.y));
}

@fragment
fn draw(at: Corner) -> @location(0) vec4f {
  return textureSample(digits, digits_sampler, at.place);
}
