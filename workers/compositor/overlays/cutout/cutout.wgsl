fn overlay_cutout(at: Pixel) -> vec4f {
  let kept = foreground_at(at.place);
  return hatched(vec4f(at.picture * kept, kept), at.position, at.place);
}
