/** How much of what surrounds a place is behind, 0 to 1: of each cell the sum of probabilities of being in front, and their number. */
fn spill_at(place: vec2f) -> f32 {
  let at = corners_of(place, view.cells);
  let upper = mix(backdrop[at.index.x], backdrop[at.index.y], at.weight.x);
  let lower = mix(backdrop[at.index.z], backdrop[at.index.w], at.weight.x);
  let sum = mix(upper, lower, at.weight.y);
  return 1.0 - sum.x / max(sum.w, 1.0);
}

/** The background's light on an edge: twin of wrap.ts. */
fn wrapped(front: vec4f, at: Pixel) -> vec4f {
  let colour = textureSampleLevel(light, smooth_sampler, at.shown, 0.0).rgb;
  let luma = dot(colour, vec3f(2.0, 5.0, 1.0)) / 8.0;
  let share = min(1.0, view.wrap * spill_at(at.place) * luma);
  return vec4f(mix(front.rgb, colour * front.a, share), front.a);
}

fn overlay_replace(at: Pixel) -> vec4f {
  let behind = textureSampleLevel(background, smooth_sampler, at.shown, 0.0).rgb;
  var front = front_at(at);
  if (view.wrap > 0.0) {
    front = wrapped(front, at);
  }
  return opaque(at, front.rgb + behind * (1.0 - front.a));
}
