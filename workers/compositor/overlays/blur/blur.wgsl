fn overlay_blur(at: Pixel) -> vec4f {
  let background = textureSampleLevel(blurred, smooth_sampler, at.place, 0.0).rgb;
  return opaque(at, mix(background, at.picture, foreground_at(at.place)));
}
