// The centre that each cell of the grid points at, from 1 in their order, 0: there is none. Twin of cellSlots in grouping.ts: whole
// numbers, in sixteenths of a cell, so that both sides find the same one.

override width: u32;
override height: u32;
// of an offset's two numbers, and of those of two cells
override plane: u32;
override step: u32;

struct Found {
  count: u32,
  candidates: array<vec2u>,
}

struct Ranked {
  count: u32,
  slots: array<vec2u>,
}

@group(0) @binding(0) var<storage, read> offsets: array<f32>;
@group(0) @binding(1) var<storage, read> ranked: Ranked;
@group(0) @binding(2) var<storage, read_write> cells: array<u32>;
// counted anew in the next frame
@group(0) @binding(3) var<storage, read_write> found: Found;

const PARTS = 16.0;

fn parts(offset: f32) -> i32 {
  let most = PARTS * f32(max(width, height));
  let is_number = (bitcast<u32>(offset) & 0x7f800000) != 0x7f800000;
  return select(0, i32(clamp(floor(offset * PARTS + 0.5), -most, most)), is_number);
}

fn centre_of(cell: u32) -> vec2i {
  return vec2i(vec2u(cell % width, cell / width)) * i32(PARTS);
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let cell = id.y * groups.x * 64 + id.x;
  if (cell == 0) {
    found.count = 0;
  }
  if (cell >= width * height) {
    return;
  }
  let at = cell * step;
  let pointed = centre_of(cell) + vec2i(parts(offsets[plane + at]), parts(offsets[at]));
  // what points out of the picture points at its edge, so that squares fit 32 bits
  let place = clamp(pointed, vec2i(0), centre_of(width * height - 1));
  var slot = 0u;
  var closest = 0xffffffffu;
  for (var i = 0u; i < ranked.count; i++) {
    let way = centre_of(ranked.slots[i].y) - place;
    let distance = u32(way.x * way.x + way.y * way.y);
    if (distance < closest) {
      closest = distance;
      slot = i + 1;
    }
  }
  cells[cell] = slot;
}
