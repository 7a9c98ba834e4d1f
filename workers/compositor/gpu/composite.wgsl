// Picture and overlay in one pass over the canvas.

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
  // pixels whose confidence is below are hatched
  doubt: f32,
  // share of the canvas that shows the argmax alone; below 0: none
  split: f32,
  mirrored: u32,
  overlay: u32,
  // pixels of an outline, in the label map
  stroke: u32,
}

const LABELS = 0u;
const OUTLINE = 1u;
const BLUR = 2u;
const REPLACE = 3u;
const CUTOUT = 4u;
const CONFIDENCE = 5u;
const ENTROPY = 6u;
const PICTURE = 7u;

@group(0) @binding(0) var<uniform> view: View;
@group(0) @binding(1) var<storage, read> palette: array<u32>;
@group(0) @binding(2) var<storage, read> ramp: array<u32>;
@group(0) @binding(3) var<storage, read> refined: array<u32>;
@group(0) @binding(4) var<storage, read> raw: array<u32>;
// confidence and entropy
@group(0) @binding(5) var<storage, read> confidence: array<vec2f>;
@group(0) @binding(6) var<storage, read> foreground: array<f32>;
@group(0) @binding(7) var smooth_sampler: sampler;
@group(0) @binding(8) var blurred: texture_2d<f32>;

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
  let packed = select(refined[index / 4], raw[index / 4], unrefined);
  return (packed >> (8 * (index % 4))) & 255;
}

fn colour_of(word: u32) -> vec3f {
  return unpack4x8unorm(word).rgb;
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

fn foreground_at(place: vec2f) -> f32 {
  let at = corners_at(place);
  let upper = mix(foreground[at.index.x], foreground[at.index.y], at.weight.x);
  let lower = mix(foreground[at.index.z], foreground[at.index.w], at.weight.x);
  return mix(upper, lower, at.weight.y);
}

fn on_outline(at: vec2i, id: u32, unrefined: bool) -> bool {
  let reach = i32(view.stroke);
  return label_at(at + vec2i(reach, 0), unrefined) != id || label_at(at - vec2i(reach, 0), unrefined) != id
    || label_at(at + vec2i(0, reach), unrefined) != id || label_at(at - vec2i(0, reach), unrefined) != id;
}

/** Between a small circle of light above the middle and a large one around it, as a canvas' radial gradient. */
fn backdrop(place: vec2f) -> vec3f {
  let size = view.canvas;
  let start = size * vec2f(0.5, 0.3);
  let step = size * vec2f(0.5, 0.5) - start;
  let radius = size.x * 0.75;
  let from_start = place * size - start;
  let a = dot(step, step) - radius * radius;
  let b = dot(from_start, step);
  let c = dot(from_start, from_start);
  let t = clamp((b - sqrt(max(0.0, b * b - a * c))) / a, 0.0, 1.0);
  let light = vec3f(91.0, 124.0, 153.0) / 255.0;
  let middle = vec3f(45.0, 67.0, 88.0) / 255.0;
  let dark = vec3f(20.0, 29.0, 40.0) / 255.0;
  return select(mix(middle, dark, (t - 0.55) / 0.45), mix(light, middle, t / 0.55), t < 0.55);
}

/** Stripes from lower left to upper right, light and dark so that they show on any picture. */
fn hatched(colour: vec3f, pixel: vec2f, place: vec2f) -> vec3f {
  if (view.doubt <= 0.0 || confidence_at(place).x >= view.doubt) {
    return colour;
  }
  let stripe = fract((pixel.x + pixel.y) / 10.0);
  let ink = select(vec3f(0.0), vec3f(1.0), stripe < 0.2);
  return select(colour, mix(colour, ink, 0.65), stripe < 0.2 || (stripe > 0.5 && stripe < 0.7));
}

@fragment
fn draw(@builtin(position) position: vec4f) -> @location(0) vec4f {
  let shown = position.xy / view.canvas;
  let place = vec2f(select(shown.x, 1.0 - shown.x, view.mirrored == 1), shown.y);
  let colour = picture_at(place);
  let unrefined = is_raw(shown.x);
  let at = vec2i(place * vec2f(view.labels));
  let id = label_at(at, unrefined);
  let paint = colour_of(palette[id]);
  var result = colour;
  switch (view.overlay) {
    case LABELS: {
      result = mix(colour, paint, view.opacity);
    }
    case OUTLINE: {
      if (on_outline(at, id, unrefined)) {
        result = mix(colour, paint, view.opacity);
      }
    }
    case BLUR: {
      result = mix(textureSampleLevel(blurred, smooth_sampler, place, 0.0).rgb, colour, foreground_at(place));
    }
    case REPLACE: {
      result = mix(backdrop(shown), colour, foreground_at(place));
    }
    case CUTOUT: {
      let kept = foreground_at(place);
      return vec4f(colour * kept, kept);
    }
    case CONFIDENCE: {
      result = mix(colour, colour_of(ramp[u32(clamp(confidence_at(place).x, 0.0, 1.0) * 255.0)]), view.opacity);
    }
    case ENTROPY: {
      result = mix(colour, colour_of(ramp[u32(clamp(confidence_at(place).y, 0.0, 1.0) * 255.0)]), view.opacity);
    }
    case PICTURE: {}
    default: {
      return vec4f(0.0);
    }
  }
  return vec4f(hatched(result, position.xy, place), 1.0);
}
