import { AIR, DEVELOP, VERTEX } from './shaders.ts';

/** Flat things on the road: lit as the ground is, blended by their texture and by the colour's fourth value. */
export const DECAL_VERTEX =
  VERTEX +
  AIR +
  /* glsl */ `
out vec3 vLight, vUv;
out vec2 vAir;
void main() {
  vec3 world = position + modelMatrix[3].xyz;
  gl_Position = projectionMatrix * viewMatrix * vec4(world, 1.0);
  vUv = vec3(uv, meta.x);
  vLight = colour.rgb * colour.rgb * (sunColour * sun.y + ambientSky) * (1.0 - 0.4 * wet) + colour.rgb * meta.z / 255.0 * night * 2.0;
  vAir = vec2(1.0 - exp(-length(world) * haze), colour.a * (meta.z > 0.0 ? night : 1.0));
}
`;

export const DECAL_FRAGMENT =
  /* glsl */ `
precision highp float;
precision highp sampler2DArray;
uniform sampler2DArray atlas;
in vec3 vLight, vUv;
in vec2 vAir;
out vec4 pixel;
` +
  AIR +
  DEVELOP +
  /* glsl */ `
void main() {
  vec4 t = texture(atlas, vUv);
  pixel = vec4(develop(mix(t.rgb * t.rgb * vLight, horizon, vAir.x)).rgb, t.a * vAir.y);
}
`;

/** Outlines at a height (uv.x, metres) above a ground point, laid on the ground along the sun's rays. */
export const SHADOW_VERTEX =
  VERTEX +
  AIR +
  /* glsl */ `
out float vShade;
void main() {
  vec3 world = position + modelMatrix[3].xyz;
  world.xz -= sun.xz / sun.y * uv.x;
  vShade = shadow * exp(-length(world) * haze * 1.5);
  gl_Position = projectionMatrix * viewMatrix * vec4(world, 1.0);
}
`;

export const SHADOW_FRAGMENT = /* glsl */ `
precision mediump float;
in float vShade;
out vec4 pixel;
void main() { pixel = vec4(0.05, 0.06, 0.09, vShade); }
`;
