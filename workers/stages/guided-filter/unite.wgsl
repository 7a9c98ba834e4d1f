// Twin of unite in candidates.ts: the classes within a window along one axis, 32 to a word. The first run, along rows, takes
// them from the ids.

struct Params {
  radius: u32,
  // of the part of the grid in which the frame lies
  left: u32,
  right: u32,
  top: u32,
  bottom: u32,
}

override width: u32;
override height: u32;
override across: bool;

@group(0) @binding(0) var<uniform> params: Params;
// ids along rows, sets along columns
@group(0) @binding(1) var<storage, read> source: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<u32>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < params.left || id.x > params.right || id.y < params.top || id.y > params.bottom) {
    return;
  }
  let rank = id.z;
  let place = select(id.y, id.x, across);
  let low = select(params.top, params.left, across);
  let high = select(params.bottom, params.right, across);
  let first = max(low, place - min(place, params.radius));
  let last = min(high, place + params.radius + 1);
  var united = 0u;
  for (var i = first; i <= last; i++) {
    if (across) {
      let class_id = source[id.y * width + i];
      united |= select(0u, 1u << (class_id & 31), class_id >> 5 == rank);
    } else {
      united |= source[(rank * height + i) * width + id.x];
    }
  }
  out[(rank * height + id.y) * width + id.x] = united;
}
