fn overlay_cutout(at: Pixel) -> vec4f {
  return hatched(front_at(at), at);
}
