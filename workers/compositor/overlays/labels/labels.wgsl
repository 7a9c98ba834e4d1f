fn is_other_thing(at: Pixel, to: vec2i) -> bool {
  let beside = label_at(at.label_place + to, at.unrefined);
  return beside != at.class_id && beside >= view.classes && (palette[beside] >> 24) != 0;
}

/** A thing to whose right, or below, another one begins: twin of instance-layer.ts. */
fn on_line(at: Pixel) -> bool {
  if (at.class_id < view.classes || at.share == 0.0) {
    return false;
  }
  let reach = i32(view.line);
  return is_other_thing(at, vec2i(reach, 0)) || is_other_thing(at, vec2i(0, reach));
}

fn overlay_labels(at: Pixel) -> vec4f {
  let colour = select(at.class_colour, vec3f(1.0), on_line(at));
  return opaque(at, mix(at.picture, colour, view.opacity * at.share));
}
