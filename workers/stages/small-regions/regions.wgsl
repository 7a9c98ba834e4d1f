// What the passes over connected regions share. A region is a tree in `parent`: see region-trees.wgsl.

struct Params {
  // regions of fewer pixels change their class
  smallest: u32,
}

override width: u32;
override pixels: u32;
override classes: u32;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> ids: array<u32>;
@group(0) @binding(2) var<storage, read_write> parent: array<atomic<u32>>;
// pixels of each root
@group(0) @binding(3) var<storage, read_write> count: array<atomic<u32>>;
// classes for each root
@group(0) @binding(4) var<storage, read_write> votes: array<atomic<u32>>;
@group(0) @binding(5) var<storage, read_write> probabilities: array<f32>;

fn flat_index(id: vec3u, groups: vec3u) -> u32 {
  return id.y * groups.x * 64 + id.x;
}
