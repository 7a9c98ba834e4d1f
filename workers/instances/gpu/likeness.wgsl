// How alike things and tracks are: twin of tracker.ts and overlap.ts.

const OVERLAP = 0.3;
const BUFFER = 0.3;
const BUFFERED = 0.2;
const CONTAINED = 0.7;
const TELLING = 8u;

fn common_area(a: vec4f, b: vec4f) -> f32 {
  let both = max(min(a.xy + a.zw, b.xy + b.zw) - max(a.xy, b.xy), vec2f(0.0));
  return both.x * both.y;
}

fn box_overlap(a: vec4f, b: vec4f) -> f32 {
  let inner = common_area(a, b);
  return inner / max(a.z * a.w + b.z * b.w - inner, 1e-12);
}

fn containment(a: vec4f, b: vec4f) -> f32 {
  return common_area(a, b) / max(min(a.z * a.w, b.z * b.w), 1e-12);
}

fn grown(box: vec4f) -> vec4f {
  return vec4f(box.xy - box.zw * BUFFER, box.zw * (1.0 + 2.0 * BUFFER));
}

/** Where a box of a track is to be expected. */
fn predicted(track: u32, box: vec4f) -> vec4f {
  let passed = f32(frame.time - state.tracks[track].seen) / 1000.0;
  return vec4f(box.xy + state.tracks[track].velocity * passed, box.zw);
}

/** How alike a slot and a track are that have not moved far apart. */
fn near(slot: u32, box: vec4f, track: u32) -> f32 {
  let boxes = box_overlap(predicted(track, state.tracks[track].shown), box);
  let before = state.tracks[track].places;
  let now = atomicLoad(&places_of[slot]);
  if (before < TELLING || now < TELLING) {
    return select(0.0, boxes, boxes >= OVERLAP);
  }
  let inner = atomicLoad(&counts[overlap_at(slot, track)]);
  let masks = f32(inner) / f32(before + now - inner);
  return select(0.0, (masks + boxes) / 2.0, max(masks, boxes) >= OVERLAP);
}

/** The same of those that have moved further, or come out from behind another thing. */
fn far(box: vec4f, track: u32) -> f32 {
  let place = grown(predicted(track, state.tracks[track].whole));
  let overlap = box_overlap(place, grown(box));
  let may_hide = state.tracks[track].is_seen == 0 || state.tracks[track].is_hidden != 0;
  let within = select(0.0, containment(place, box), may_hide);
  return max(select(0.0, overlap, overlap >= BUFFERED), select(0.0, within / 2.0, within >= CONTAINED));
}

/** In each step in millionths, so that rounding decides nothing. */
fn likeness(step: u32, slot: u32, box: vec4f, track: u32) -> u32 {
  if (state.tracks[track].id == 0 || taken[track] != 0 || state.tracks[track].class_id != classes_of[slot]) {
    return 0u;
  }
  if (step == 1 && state.tracks[track].is_seen == 0) {
    return 0u;
  }
  if (step == 2) {
    return u32(far(box, track) * 1e6);
  }
  return u32(near(slot, box, track) * 1e6);
}
