fn overlay_entropy(at: Pixel) -> vec4f {
  return opaque(at, mix(at.picture, on_ramp(confidence_at(at.place).y), view.opacity));
}
