/** What every program shares: the light and the camera's response. Colours are linear, gamma is taken as 2. */
export const AIR = /* glsl */ `
uniform vec3 sun, sunColour, ambientSky, ambientGround, horizon, zenith, gain;
uniform float haze, wet, night, shadow, saturation, vignette, noise, seconds;
uniform vec2 picture;
`;

export const DEVELOP = /* glsl */ `
vec4 develop(vec3 c) {
  vec2 p = gl_FragCoord.xy / picture - 0.5;
  c *= gain * (1.0 - vignette * dot(p, p));
  c = c * (2.51 * c + 0.03) / (c * (2.43 * c + 0.59) + 0.14);
  c = sqrt(c);
  c = mix(vec3(dot(c, vec3(0.3, 0.59, 0.11))), c, saturation);
#ifdef NOISE
  uvec2 q = uvec2(gl_FragCoord.xy) * uvec2(1597334677u, 3812015801u);
  uint n = (q.x ^ q.y ^ uint(seconds * 977.0)) * 1597334677u;
  c += (float(n >> 16) / 65536.0 - 0.5) * noise;
#endif
  return vec4(c, 1.0);
}
`;

export const VERTEX = /* glsl */ `
precision highp float;
in vec3 position;
in vec2 uv;
in vec4 normal, colour, meta;
uniform mat4 modelMatrix, viewMatrix, projectionMatrix;
`;

/** Light is reckoned at the vertices; the meshes are only ever moved, so normals need no matrix. */
export const SOLID_VERTEX =
  VERTEX +
  AIR +
  /* glsl */ `
out vec3 vLight, vUv;
out float vFog;
#ifdef NIGHT
out float vWindows;
#endif
#ifdef LABELS
in float instance;
flat out vec3 vLabel;
#endif
void main() {
  vec3 world = position + modelMatrix[3].xyz;
  float gust = meta.w / 255.0;
  world.xz += gust * 0.22 * sin(seconds * vec2(1.7, 1.3) + position.xz * 0.8);
  gl_Position = projectionMatrix * viewMatrix * vec4(world, 1.0);
  vUv = vec3(uv, meta.x);
#ifdef LABELS
  vLabel = vec3(meta.y, mod(instance, 256.0), floor(instance / 256.0)) / 255.0;
#else
  vec3 n = normal.xyz, albedo = colour.rgb * colour.rgb;
  float reach = length(world);
  vec3 view = world / reach;
  float lit = max(dot(n, sun), 0.0);
  vec3 light = sunColour * lit + mix(ambientGround, ambientSky, n.y * 0.5 + 0.5);
  vLight = albedo * (light + meta.z / 255.0 * (0.4 + 2.6 * night));
  vec3 mirrored = reflect(view, n);
  float grazing = 1.0 - abs(dot(view, n));
  float gloss = normal.w * (0.06 + 0.8 * grazing * grazing * grazing);
  vec3 around = mix(horizon * 0.35, mix(horizon, zenith, clamp(mirrored.y, 0.0, 1.0)), smoothstep(-0.15, 0.1, mirrored.y));
  float glint = max(dot(mirrored, sun), 0.0), g2 = glint * glint, g8 = g2 * g2 * g2 * g2;
  vLight += gloss * around + normal.w * sunColour * 0.7 * g8 * g8 * g8;
  vFog = 1.0 - exp(-reach * haze);
#ifdef NIGHT
  vWindows = colour.a * night;
#endif
#endif
}
`;

export const SOLID_FRAGMENT =
  /* glsl */ `
precision highp float;
precision highp sampler2DArray;
uniform sampler2DArray atlas;
in vec3 vLight, vUv;
in float vFog;
#ifdef NIGHT
in float vWindows;
#endif
out vec4 pixel;
#ifdef LABELS
flat in vec3 vLabel;
void main() {
#ifdef CUTOUT
  if (texture(atlas, vUv).a < 0.42) discard;
#endif
  pixel = vec4(vLabel, 1.0);
}
#else
` +
  AIR +
  DEVELOP +
  /* glsl */ `
void main() {
  vec4 t = texture(atlas, vUv);
#ifdef CUTOUT
  if (t.a < 0.42) discard;
#endif
  vec3 c = t.rgb * t.rgb * vLight;
#ifdef GROUND
#ifdef WET
  float grazing = 1.0 - clamp(1.4 * gl_FragCoord.w, 0.0, 1.0);
  float pool = wet * (0.15 + 0.75 * grazing * grazing * grazing * grazing) * smoothstep(0.35, 0.75, t.g);
  c = mix(c * (1.0 - 0.45 * wet), mix(horizon, zenith, 0.35), pool * 0.38);
#endif
#elif defined(NIGHT) && !defined(CUTOUT)
  c += (1.0 - t.a) * vWindows * (0.25 + t.rgb) * vec3(0.42, 0.27, 0.12);
#endif
  pixel = develop(mix(c, horizon, vFog));
}
#endif
`;
