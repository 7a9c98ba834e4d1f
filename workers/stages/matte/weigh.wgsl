// Twin of weighCells in simd/assembly/matte-cells.ts: what each cell says of the colours in front and behind. In the places that
// the twin leaves empty: 0 for background, 1 for foreground, 2 in doubt, and 4 more where it was in doubt a frame ago; and the share
// of the frame before that is kept.

struct Params {
  // nothing is known of a frame before
  fresh: u32,
}

override width: u32;
override height: u32;
override sure: f32;
override doubt: f32;
override unit: f32;
override still: f32;
override moving: f32;
override strength: f32;

const UNSURE = 0.001;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> colours: array<vec4f>;
@group(0) @binding(2) var<storage, read> cells: array<vec4f>;
// three a cell
@group(0) @binding(3) var<storage, read_write> weighed: array<vec4f>;

/** As the twin holds weights. */
fn whole(weight: f32) -> f32 {
  return floor(weight / unit + 0.5) * unit;
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= width || id.y >= height) {
    return;
  }
  let at = id.y * width + id.x;
  let p = cells[at].x;
  var most = p;
  var least = p;
  var change = 0.0;
  for (var y = max(id.y, 1u) - 1; y <= min(id.y + 1, height - 1); y++) {
    for (var x = max(id.x, 1u) - 1; x <= min(id.x + 1, width - 1); x++) {
      let near = cells[y * width + x];
      most = max(most, near.x);
      least = min(least, near.x);
      change = max(change, near.y);
    }
  }
  let q = 1.0 - p;
  let front = whole(max(0.0, (p - sure) / (1.0 - sure)) + UNSURE * p * p);
  let behind = whole(max(0.0, (q - sure) / (1.0 - sure)) + UNSURE * q * q);
  let doubted = most > doubt && least < 1.0 - doubt;
  let before = (u32(weighed[3 * at + 2].z) & 3) == 2 && params.fresh == 0;
  let state = select(select(0.0, 1.0, p > 0.5), 2.0, doubted) + select(0.0, 4.0, before);
  let kept = strength * (1.0 - smoothstep(still, moving, change));
  weighed[3 * at] = colours[at] * front;
  weighed[3 * at + 1] = colours[at] * behind;
  weighed[3 * at + 2] = vec4f(front, behind, state, kept);
}
