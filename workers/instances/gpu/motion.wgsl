// How a track moves: twin of motion.ts.

const STEADY = 0.25;
const SHRINK = 0.8;
const JOINED = 1.4;
const FEW = 5u;

/** A side of the whole: start, length, and whether a part of it must be hidden or it is one with another thing. */
fn side_of(expected: vec2f, now: vec2f, passed: f32, most: f32) -> vec3f {
  let shortest = expected.y * pow(SHRINK, passed);
  if (now.y >= shortest && now.y <= most * expected.y) {
    return vec3f(now, 0.0);
  }
  let length = select(expected.y / pow(SHRINK, passed), shortest, now.y < shortest);
  let end = now.x + now.y;
  let is_start = abs(now.x - expected.x) <= abs(end - expected.x - expected.y);
  return vec3f(select(end - length, now.x, is_start), length, 1.0);
}

fn keep(track: u32, class_id: u32, box: vec4f, places: u32) {
  let before = state.tracks[track];
  if (before.count == 0) {
    state.tracks[track] = Track(before.id, class_id, frame.time, places, 1, 1, 0, box, box, vec2f(0.0));
    return;
  }
  let passed = f32(frame.time - before.seen) / 1000.0;
  let expected = predicted(track, before.whole);
  let most = select(JOINED, 1e9, before.count < FEW);
  let across = side_of(expected.xz, box.xz, passed, most);
  let down = side_of(expected.yw, box.yw, passed, most);
  let whole = vec4f(across.x, down.x, across.y, down.y);
  var velocity = before.velocity;
  if (passed > 0.0) {
    let gain = max(1.0 / f32(before.count), 1.0 - exp(-passed / STEADY));
    let way = whole.xy + whole.zw / 2.0 - before.whole.xy - before.whole.zw / 2.0;
    velocity += gain * (way / passed - velocity);
  }
  let is_hidden = select(0u, 1u, across.z + down.z > 0.0);
  let count = before.count + 1;
  state.tracks[track] = Track(before.id, class_id, frame.time, places, 1, count, is_hidden, box, whole, velocity);
}
