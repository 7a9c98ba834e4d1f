/** Between a small circle of light above the middle and a large one around it, as a canvas' radial gradient. */
fn gradient(place: vec2f) -> vec3f {
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

fn overlay_replace(at: Pixel) -> vec4f {
  return before(at, gradient(at.shown));
}
