// What the passes share that take connected regions of a label map apart: twin of regions.ts. A region is a tree in `parent`: see
// region-trees.wgsl.

override width: u32;
override pixels: u32;
override in_word: u32;
// fewer pixels are a speck
override smallest: u32;

const NONE: u32 = 0xffffffff;

struct Found {
  count: atomic<u32>,
  // pixels and root
  candidates: array<vec2u>,
}

@group(0) @binding(0) var<storage, read> labels: array<u32>;
// the number of each thing's class
@group(0) @binding(1) var<storage, read> things: array<u32>;
// of what is no thing: none
@group(0) @binding(2) var<storage, read_write> parent: array<atomic<u32>>;
// pixels of each root
@group(0) @binding(3) var<storage, read_write> count: array<atomic<u32>>;
@group(0) @binding(4) var<storage, read_write> found: Found;

fn flat_index(id: vec3u, groups: vec3u) -> u32 {
  return id.y * groups.x * 64 + id.x;
}

fn label_of(pixel: u32) -> u32 {
  let bits = 32 / in_word;
  return (labels[pixel / in_word] >> (bits * (pixel % in_word))) & ((1u << bits) - 1);
}
