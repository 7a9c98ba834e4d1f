import { AIR, DEVELOP } from './shaders.ts';

/** A coarse grid over the picture carries all of the sky but the clouds' billows, which change from pixel to pixel. */
export const SKY_VERTEX =
  /* glsl */ `
precision highp float;
in vec3 position;
uniform vec3 right, up, ahead;
` +
  AIR +
  /* glsl */ `
out vec3 vClear, vGlow;
out vec4 vCloud;
void main() {
  vec3 ray = normalize(ahead + right * position.x + up * position.y);
  float height = max(ray.y, 0.0);
  float clear = 1.0 - height;
  vClear = mix(zenith, horizon, clear * clear * clear);
  float towards = max(dot(ray, sun), 0.0);
  float t2 = towards * towards, t8 = t2 * t2 * t2 * t2, t64 = t8 * t8 * t8 * t8 * t8 * t8 * t8 * t8;
  vGlow = sunColour * (t8 * 0.12 + t64 * t64 * 0.5);
  vCloud = vec4(ray.xz / (height + 0.16) * 0.17 + seconds * vec2(0.0021, 0.0013), smoothstep(0.0, 0.14, height),
    smoothstep(0.12, 0.0, height) * 0.8 + min(haze * 12.0, 0.8) * (1.0 - height));
  gl_Position = vec4(position.xy, 1.0, 1.0);
}
`;

export const SKY_FRAGMENT =
  /* glsl */ `
precision highp float;
uniform sampler2D clouds;
uniform float cloud;
in vec3 vClear, vGlow;
in vec4 vCloud;
out vec4 pixel;
` +
  AIR +
  DEVELOP +
  /* glsl */ `
void main() {
  float billow = texture(clouds, vCloud.xy).r * 0.68 + texture(clouds, vCloud.xy * 3.1 + 0.3).r * 0.32;
  float cover = smoothstep(0.72 - 0.62 * cloud, 0.9 - 0.5 * cloud, billow) * vCloud.z;
  vec3 bright = horizon * 0.85 + sunColour * 0.3 + ambientSky * 0.2;
  vec3 dull = mix(zenith, horizon, 0.6) * 0.85;
  vec3 c = mix(vClear, mix(bright, dull, smoothstep(0.5, 0.95, billow) * (0.3 + 0.7 * cloud)), cover * 0.95) + vGlow * (1.0 - cover * 0.85);
  pixel = develop(mix(c, horizon, clamp(vCloud.w, 0.0, 1.0)));
}
`;
