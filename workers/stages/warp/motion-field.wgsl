// Twin of motion-field.ts: block matching of two thumbnails, then for each pixel the displacement around that fits best.

override width: i32;
override height: i32;
override columns: i32;
override rows: i32;
override cell: i32;
override margin: i32;
override reach: i32;
override gain: f32;

@group(0) @binding(0) var<storage, read> before: array<f32>;
@group(0) @binding(1) var<storage, read> now: array<f32>;
@group(0) @binding(2) var<storage, read_write> cells: array<vec2f>;
@group(0) @binding(3) var<storage, read_write> field: array<vec2f>;

/** Stands for infinity, which shaders need not have. */
const FAR = 1e30;

fn difference(left: i32, top: i32, side: i32, d: vec2i) -> f32 {
  let x0 = max(max(left, 0), d.x);
  let x1 = min(min(left + side, width), width + d.x);
  let y0 = max(max(top, 0), d.y);
  let y1 = min(min(top + side, height), height + d.y);
  let count = max(0, x1 - x0) * max(0, y1 - y0);
  let inside = (min(left + side, width) - max(left, 0)) * (min(top + side, height) - max(top, 0));
  if (count * 2 < inside || count == 0) {
    return FAR;
  }
  var sum = 0.0;
  for (var y = y0; y < y1; y++) {
    let shift = (y - d.y) * width - d.x;
    let line = y * width;
    for (var x = x0; x < x1; x++) {
      sum += abs(now[line + x] - before[shift + x]);
    }
  }
  return sum / f32(count);
}

/** The lowest point of the parabola through three values at -1, 0, 1. */
fn fraction(left: f32, middle: f32, right: f32) -> f32 {
  let bend = left - 2.0 * middle + right;
  if (left >= FAR || right >= FAR || bend <= 0.0) {
    return 0.0;
  }
  return clamp((left - right) / (2.0 * bend), -0.5, 0.5);
}

@compute @workgroup_size(8, 8)
fn match_cells(@builtin(global_invocation_id) id: vec3u) {
  let own = vec2i(id.xy);
  if (own.x >= columns || own.y >= rows) {
    return;
  }
  let index = own.y * columns + own.x;
  let side = cell + 2 * margin;
  let left = own.x * cell - margin;
  let top = own.y * cell - margin;
  cells[index] = vec2f(0.0);
  let still = difference(left, top, side, vec2i(0));
  if (still <= gain) {
    return;
  }
  var least = still - gain;
  var best = vec2i(0);
  for (var dy = -reach; dy <= reach; dy += 2) {
    for (var dx = -reach; dx <= reach; dx += 2) {
      let cost = difference(left, top, side, vec2i(dx, dy));
      if (cost < least) {
        least = cost;
        best = vec2i(dx, dy);
      }
    }
  }
  let centre = best;
  for (var dy = -1; dy <= 1; dy++) {
    for (var dx = -1; dx <= 1; dx++) {
      if (dx == 0 && dy == 0) {
        continue;
      }
      let cost = difference(left, top, side, centre + vec2i(dx, dy));
      if (cost < least) {
        least = cost;
        best = centre + vec2i(dx, dy);
      }
    }
  }
  if (best.x == 0 && best.y == 0) {
    return;
  }
  let across = fraction(
    difference(left, top, side, best - vec2i(1, 0)),
    least,
    difference(left, top, side, best + vec2i(1, 0)),
  );
  let down = fraction(
    difference(left, top, side, best - vec2i(0, 1)),
    least,
    difference(left, top, side, best + vec2i(0, 1)),
  );
  cells[index] = vec2f(best) + vec2f(across, down);
}

fn fit(at: vec2i, index: i32) -> f32 {
  return difference(at.x - 1, at.y - 1, 3, vec2i(floor(cells[index] + 0.5)));
}

@compute @workgroup_size(8, 8)
fn settle(@builtin(global_invocation_id) id: vec3u) {
  let at = vec2i(id.xy);
  if (at.x >= width || at.y >= height) {
    return;
  }
  let own = at / cell;
  let index = own.y * columns + own.x;
  var chosen = index;
  var best = -1.0;
  for (var turn = 0; turn < 4; turn++) {
    let down = turn >> 1u;
    let step = 2 * (turn & 1) - 1;
    let next = own + select(vec2i(step, 0), vec2i(0, step), down == 1);
    if (next.x < 0 || next.x >= columns || next.y < 0 || next.y >= rows) {
      continue;
    }
    let other = next.y * columns + next.x;
    if (all(cells[other] == cells[chosen])) {
      continue;
    }
    if (best < 0.0) {
      best = fit(at, index);
    }
    let cost = fit(at, other);
    if (cost < best) {
      chosen = other;
      best = cost;
    }
  }
  field[at.y * width + at.x] = cells[chosen];
}
