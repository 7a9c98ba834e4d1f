// The picture as a texture it was copied to.
@group(1) @binding(0) var picture: texture_2d<f32>;

fn picture_texel(at: vec2u) -> vec4f {
  return textureLoad(picture, at, 0);
}
