// Twin of matteCells in simd/assembly/matte-cells.ts: of each cell how opacity follows colour, and the colours in front and behind.

override width: u32;
override height: u32;
override noise: f32;
override trust: f32;
override blur: f32;
override soft: f32;
override low: f32;
override high: f32;

@group(0) @binding(0) var<storage, read> colours: array<vec4f>;
@group(0) @binding(1) var<storage, read> cells: array<vec4f>;
@group(0) @binding(2) var<storage, read> weighed: array<vec4f>;
@group(0) @binding(3) var<storage, read> sums: array<vec4f>;
// three a cell: k and c; F and the share of the frame before that is kept; B and the cell's state
@group(0) @binding(4) var<storage, read_write> lines: array<vec4f>;

fn variance(mean: vec4f) -> f32 {
  return max(0.0, mean.w - dot(mean.rgb, mean.rgb));
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= width || id.y >= height) {
    return;
  }
  let at = id.y * width + id.x;
  let own = weighed[3 * at + 2];
  let weights = sums[3 * at + 2];
  var front = sums[3 * at] / max(1e-9, weights.x);
  var behind = sums[3 * at + 1] / max(1e-9, weights.y);
  let state = u32(own.z) & 3;
  var line = vec4f(0.0, 0.0, 0.0, select(0.0, 1.0, state == 1));
  if (state == 2) {
    let p = cells[at].x;
    let scatter_front = variance(front) / 3.0;
    let scatter_behind = variance(behind) / 3.0;
    let wide = front.rgb - behind.rgb;
    // what the cell's own colour says of both, as far as they are uncertain
    let missed = colours[at].rgb - behind.rgb - wide * p;
    let pull = p * p * scatter_front + (1.0 - p) * (1.0 - p) * scatter_behind;
    let whole = pull + noise + blur * dot(wide, wide);
    front = vec4f(front.rgb + missed * (p * scatter_front / whole), 0.0);
    behind = vec4f(behind.rgb + missed * ((1.0 - p) * scatter_behind / whole), 0.0);
    let scatter = p * scatter_front + (1.0 - p) * scatter_behind;
    let between = front.rgb - behind.rgb;
    let k = between / (dot(between, between) + noise + scatter / trust);
    // what the model says counts where colours say nothing
    let prior = smoothstep(soft, 1.0 - soft, p);
    let c = prior - dot(k, behind.rgb + between * prior);
    line = vec4f(k, c - low) / (high - low);
  }
  lines[3 * at] = line;
  lines[3 * at + 1] = vec4f(front.rgb, own.w);
  lines[3 * at + 2] = vec4f(behind.rgb, own.z);
}
