fn on_outline(at: Pixel) -> bool {
  let reach = i32(view.stroke);
  return label_at(at.label_place + vec2i(reach, 0), at.unrefined) != at.class_id
    || label_at(at.label_place - vec2i(reach, 0), at.unrefined) != at.class_id
    || label_at(at.label_place + vec2i(0, reach), at.unrefined) != at.class_id
    || label_at(at.label_place - vec2i(0, reach), at.unrefined) != at.class_id;
}

fn overlay_outline(at: Pixel) -> vec4f {
  if (on_outline(at)) {
    return opaque(at, mix(at.picture, at.class_colour, view.opacity * at.share));
  }
  return opaque(at, at.picture);
}
