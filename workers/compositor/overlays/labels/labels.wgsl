fn is_other_thing(place: vec2i, unrefined: bool, own: u32) -> bool {
  let beside = label_at(place, unrefined);
  return beside != own && beside >= view.classes && (palette[beside] >> 24) != 0;
}

/** A thing to whose right, or below, another one begins: twin of instance-layer.ts. */
fn on_line(place: vec2i, unrefined: bool, own: u32) -> bool {
  if (own < view.classes || (palette[own] >> 24) == 0) {
    return false;
  }
  let reach = i32(view.line);
  return is_other_thing(place + vec2i(reach, 0), unrefined, own) || is_other_thing(place + vec2i(0, reach), unrefined, own);
}

/** A pixel's colour in the label map, premultiplied. */
fn label_colour(place: vec2i, unrefined: bool) -> vec4f {
  let id = label_at(place, unrefined);
  return premultiplied(select(palette[id], 0xffffffff, on_line(place, unrefined, id)));
}

fn overlay_labels(at: Pixel) -> vec4f {
  var sum = vec4f(0.0);
  for (var y = -1; y <= 1; y++) {
    for (var x = -1; x <= 1; x++) {
      sum += soft_share(x, y) * label_colour(at.label_place + vec2i(x, y), at.unrefined);
    }
  }
  return over(at, sum);
}
