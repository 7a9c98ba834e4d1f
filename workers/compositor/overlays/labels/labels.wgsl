fn overlay_labels(at: Pixel) -> vec4f {
  return opaque(at, mix(at.picture, at.class_colour, view.opacity));
}
