fn is_on_outline(place: vec2i, unrefined: bool, own: u32) -> bool {
  let reach = i32(view.stroke);
  return label_at(place + vec2i(reach, 0), unrefined) != own
    || label_at(place - vec2i(reach, 0), unrefined) != own
    || label_at(place + vec2i(0, reach), unrefined) != own
    || label_at(place - vec2i(0, reach), unrefined) != own;
}

/** The line's colour in a pixel of the label map, premultiplied. */
fn outline_colour(place: vec2i, unrefined: bool) -> vec4f {
  let id = label_at(place, unrefined);
  return select(vec4f(0.0), premultiplied(palette[id]), is_on_outline(place, unrefined, id));
}

fn overlay_outline(at: Pixel) -> vec4f {
  var sum = vec4f(0.0);
  for (var y = -1; y <= 1; y++) {
    for (var x = -1; x <= 1; x++) {
      sum += soft_share(x, y) * outline_colour(at.label_place + vec2i(x, y), at.unrefined);
    }
  }
  return over(at, sum);
}
