fn overlay_replace(at: Pixel) -> vec4f {
  return before(at, textureSampleLevel(background, smooth_sampler, at.shown, 0.0).rgb);
}
