fn overlay_none(at: Pixel) -> vec4f {
  return opaque(at, at.picture);
}
