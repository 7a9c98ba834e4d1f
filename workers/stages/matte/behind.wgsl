// Twin of weighBackdrop in simd/assembly/backdrop.ts: colours of what is surely behind, and 1; zeros elsewhere.

override count: u32;

@group(0) @binding(0) var<storage, read> colours: array<vec4f>;
@group(0) @binding(1) var<storage, read> weighed: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let at = id.y * groups.x * 64 + id.x;
  if (at >= count) {
    return;
  }
  let colour = floor(colours[at].rgb + 0.5);
  out[at] = select(vec4f(0.0), vec4f(colour, 1.0), (u32(weighed[3 * at + 2].z) & 3) == 0);
}
