fn overlay_confidence(at: Pixel) -> vec4f {
  return opaque(at, mix(at.picture, on_ramp(confidence_at(at.place).x), view.opacity));
}
