// Picture and overlay in one pass over the canvas. The overlays' functions, and `overlaid`, are joined to it.

struct View {
  // pixels
  canvas: vec2f,
  // of the label map
  labels: vec2u,
  // of the scores
  grid: vec2u,
  // where the frame lies in the scores: x, y, width, height
  placement: vec4f,
  opacity: f32,
  // 0: nothing is hatched; things told apart are where their confidence is below
  doubt: f32,
  // share of the canvas that shows the argmax alone; below 0: none
  split: f32,
  mirrored: u32,
  overlay: u32,
  // pixels of an outline, in the label map
  stroke: u32,
  // of the model: values from here on are things
  classes: u32,
  // pixels of a line between things, in the label map
  line: u32,
  // of the matte: pixels of the frame, and cells of the blurred background
  frame: vec2u,
  cells: vec2u,
  // how much of another background's light falls on edges, 0 to 1
  wrap: f32,
}

// labels in a word
override in_word: u32;

@group(0) @binding(0) var<uniform> view: View;
@group(0) @binding(1) var<storage, read> palette: array<u32>;
// the perceptual ramp, then for each class the confidence below which it is hatched, as the bits of a float
@group(0) @binding(2) var<storage, read> ramp: array<u32>;
@group(0) @binding(3) var<storage, read> refined: array<u32>;
@group(0) @binding(4) var<storage, read> raw: array<u32>;
// confidence and entropy
@group(0) @binding(5) var<storage, read> confidence: array<vec2f>;
// what is in front alone, in its own colours: words of the frame's pixels, not premultiplied
@group(0) @binding(6) var<storage, read> front: array<u32>;
// blurred colours of what is behind, 0 to 255, times a weight, and the weight; under another background what surrounds each cell
@group(0) @binding(7) var<storage, read> backdrop: array<vec4f>;
@group(0) @binding(8) var smooth_sampler: sampler;
// another background, stretched over the canvas
@group(0) @binding(9) var background: texture_2d<f32>;
// the same, a few pixels large
@group(0) @binding(10) var light: texture_2d<f32>;

@vertex
fn corners(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  // one triangle that covers the canvas
  return vec4f(f32((index << 1) & 2) * 2.0 - 1.0, f32(index & 2) * 2.0 - 1.0, 0.0, 1.0);
}

fn picture_at(place: vec2f) -> vec3f {
  return textureSampleBaseClampToEdge(picture, smooth_sampler, place).rgb;
}

fn is_raw(shown: f32) -> bool {
  return shown < view.split;
}

fn label_at(at: vec2i, unrefined: bool) -> u32 {
  let inside = clamp(at, vec2i(0), vec2i(view.labels) - 1);
  let index = u32(inside.y) * view.labels.x + u32(inside.x);
  let packed = select(refined[index / in_word], raw[index / in_word], unrefined);
  let bits = 32 / in_word;
  return (packed >> (bits * (index % in_word))) & ((1u << bits) - 1);
}

fn colour_of(word: u32) -> vec3f {
  return unpack4x8unorm(word).rgb;
}

fn premultiplied(word: u32) -> vec4f {
  let colour = unpack4x8unorm(word);
  return vec4f(colour.rgb, 1.0) * colour.a;
}

/** Of a pixel beside, in the mean of 3 × 3 that leaves an edge no stairs: twin of soft-edges.ts. */
fn soft_share(x: i32, y: i32) -> f32 {
  return f32((2 - abs(x)) * (2 - abs(y))) / 16.0;
}

/** The four pixels of the grid around a place in the frame, and how far the place is between them. */
struct Corners {
  index: vec4u,
  weight: vec2f,
}

fn corners_at(place: vec2f) -> Corners {
  let low = max(view.placement.xy, vec2f(0.0));
  let high = min(view.placement.xy + view.placement.zw, vec2f(view.grid)) - 1.0;
  let at = clamp(view.placement.xy + place * view.placement.zw - 0.5, low, max(low, high));
  let first = vec2u(at);
  let second = min(first + 1, view.grid - 1);
  let row = vec2u(first.y, second.y) * view.grid.x;
  return Corners(vec4u(row.x + first.x, row.x + second.x, row.y + first.x, row.y + second.x), fract(at));
}

fn confidence_at(place: vec2f) -> vec2f {
  let at = corners_at(place);
  let upper = mix(confidence[at.index.x], confidence[at.index.y], at.weight.x);
  let lower = mix(confidence[at.index.z], confidence[at.index.w], at.weight.x);
  return mix(upper, lower, at.weight.y);
}

/** The four pixels of a plane over the whole frame around a place. */
fn corners_of(place: vec2f, size: vec2u) -> Corners {
  let at = clamp(place * vec2f(size) - 0.5, vec2f(0.0), vec2f(size - 1));
  let first = vec2u(at);
  let second = min(first + 1, size - 1);
  let row = vec2u(first.y, second.y) * size.x;
  return Corners(vec4u(row.x + first.x, row.x + second.x, row.y + first.x, row.y + second.x), fract(at));
}

fn front_word(index: u32) -> vec4f {
  let colour = unpack4x8unorm(front[index]);
  return vec4f(colour.rgb * colour.a, colour.a);
}

/** What is in front: its own colour, without what shines through it, and its opacity. Premultiplied. */
fn front_at(at: Pixel) -> vec4f {
  let corners = corners_of(at.place, view.frame);
  let upper = mix(front_word(corners.index.x), front_word(corners.index.y), corners.weight.x);
  let lower = mix(front_word(corners.index.z), front_word(corners.index.w), corners.weight.x);
  return mix(upper, lower, corners.weight.y);
}

/** What is in front, before a background. */
fn before(at: Pixel, behind: vec3f) -> vec4f {
  let front = front_at(at);
  return opaque(at, front.rgb + behind * (1.0 - front.a));
}

fn backdrop_colour(index: u32) -> vec3f {
  let weighed = backdrop[index];
  return select(vec3f(0.5), weighed.rgb / max(weighed.a, 0.5) / 255.0, weighed.a > 0.5);
}

/** What is behind, blurred. */
fn backdrop_at(place: vec2f) -> vec3f {
  let at = corners_of(place, view.cells);
  let upper = mix(backdrop_colour(at.index.x), backdrop_colour(at.index.y), at.weight.x);
  let lower = mix(backdrop_colour(at.index.z), backdrop_colour(at.index.w), at.weight.x);
  return mix(upper, lower, at.weight.y);
}

/** The colour of 0 to 1 on the perceptual ramp. */
fn on_ramp(value: f32) -> vec3f {
  return colour_of(ramp[u32(clamp(value, 0.0, 1.0) * 255.0)]);
}

/** What an overlay makes its colour of. */
struct Pixel {
  // on the canvas, pixels
  position: vec2f,
  // on the canvas, as a share of it
  shown: vec2f,
  // in the picture, as a share of it
  place: vec2f,
  // the picture's colour
  picture: vec3f,
  // in the label map
  label_place: vec2i,
  // it shows the argmax alone
  unrefined: bool,
}

/** The confidence that a pixel's class needs so as not to be hatched. */
fn least_confidence(at: Pixel) -> f32 {
  let label = label_at(at.label_place, at.unrefined);
  return select(view.doubt, bitcast<f32>(ramp[256 + min(label, view.classes - 1)]), label < view.classes);
}

/**
 * Stripes from lower left to upper right, light and dark so that they show on any picture, and where there is none: twin of
 * hatch.ts. The colour is premultiplied.
 */
fn hatched(colour: vec4f, at: Pixel) -> vec4f {
  if (view.doubt <= 0.0 || confidence_at(at.place).x >= least_confidence(at)) {
    return colour;
  }
  let phase = (u32(at.position.x) + u32(at.position.y)) % 10;
  let bright = phase < 2;
  if (!bright && (phase < 5 || phase >= 7)) {
    return colour;
  }
  return mix(colour, vec4f(vec3f(select(0.0, 1.0, bright)), 1.0), 0.65);
}

/** The result of an overlay through which nothing behind the canvas is seen: with stripes where the model is not sure. */
fn opaque(at: Pixel, colour: vec3f) -> vec4f {
  return hatched(vec4f(colour, 1.0), at);
}

/** A premultiplied colour over the picture, as much of it as the view's opacity says. */
fn over(at: Pixel, colour: vec4f) -> vec4f {
  let layer = colour * view.opacity;
  return opaque(at, at.picture * (1.0 - layer.a) + layer.rgb);
}

@fragment
fn draw(@builtin(position) position: vec4f) -> @location(0) vec4f {
  let shown = position.xy / view.canvas;
  let place = vec2f(select(shown.x, 1.0 - shown.x, view.mirrored == 1), shown.y);
  let colour = picture_at(place);
  let unrefined = is_raw(shown.x);
  let label_place = vec2i(place * vec2f(view.labels));
  return overlaid(Pixel(position.xy, shown, place, colour, label_place, unrefined));
}
