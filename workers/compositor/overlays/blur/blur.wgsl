fn overlay_blur(at: Pixel) -> vec4f {
  return before(at, backdrop_at(at.place));
}
