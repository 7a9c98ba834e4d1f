// The cells whose heat nothing in their window beats, in any order: twin of peaks in centres.ts.

override width: u32;
override height: u32;
// cells on each side of a window's middle
override reach: u32;
override threshold: f32;

struct Found {
  count: atomic<u32>,
  // the bits of the heat, which order as it does, and the cell
  candidates: array<vec2u>,
}

@group(0) @binding(0) var<storage, read> heat: array<f32>;
@group(0) @binding(1) var<storage, read_write> found: Found;

/** Of what is no number, none. */
fn heat_at(cell: u32) -> f32 {
  let bits = bitcast<u32>(heat[cell]);
  // neither below 0 nor an exponent of ones
  return select(0.0, heat[cell], bits < 0x7f800000);
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= width || id.y >= height) {
    return;
  }
  let cell = id.y * width + id.x;
  let own = heat_at(cell);
  if (own < threshold) {
    return;
  }
  let right = min(width - 1, id.x + reach);
  let bottom = min(height - 1, id.y + reach);
  for (var y = max(id.y, reach) - reach; y <= bottom; y++) {
    for (var x = max(id.x, reach) - reach; x <= right; x++) {
      let other = y * width + x;
      let beside = heat_at(other);
      if (beside > own || (beside == own && other < cell)) {
        return;
      }
    }
  }
  let at = atomicAdd(&found.count, 1);
  if (at < arrayLength(&found.candidates)) {
    found.candidates[at] = vec2u(bitcast<u32>(own), cell);
  }
}
