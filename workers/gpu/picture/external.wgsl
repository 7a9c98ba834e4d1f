// The picture as an external texture: a video frame that is read where it lies.
@group(1) @binding(0) var picture: texture_external;

fn picture_texel(at: vec2u) -> vec4f {
  return textureLoad(picture, at);
}
