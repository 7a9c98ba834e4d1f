import {
  CustomBlending,
  DoubleSide,
  EqualStencilFunc,
  FrontSide,
  GLSL3,
  IncrementStencilOp,
  LessEqualDepth,
  OneMinusSrcAlphaFactor,
  OneFactor,
  RawShaderMaterial,
  ReplaceStencilOp,
  SrcAlphaFactor,
  Vector2,
  Vector3,
  ZeroFactor,
  type IUniform,
  type Texture,
} from 'three';
import { DECAL_FRAGMENT, DECAL_VERTEX, SHADOW_FRAGMENT, SHADOW_VERTEX } from './flat-shaders.ts';
import { SOLID_FRAGMENT, SOLID_VERTEX } from './shaders.ts';
import { SKY_FRAGMENT, SKY_VERTEX } from './sky-shaders.ts';
import type { Sky, Weather } from './weather.ts';

export interface Materials {
  readonly ground: RawShaderMaterial;
  readonly solid: RawShaderMaterial;
  readonly cutout: RawShaderMaterial;
  readonly decal: RawShaderMaterial;
  readonly shadow: RawShaderMaterial;
  readonly sky: RawShaderMaterial;
  readonly labelGround: RawShaderMaterial;
  readonly labelSolid: RawShaderMaterial;
  readonly labelCutout: RawShaderMaterial;
  /** The sky's rays: half the picture's width, half its height, and straight ahead, in the world's axes. */
  readonly rays: { readonly right: Vector3; readonly up: Vector3; readonly ahead: Vector3 };
  update(weather: Weather, seconds: number): void;
  destroy(): void;
}

const SCALARS = ['haze', 'wet', 'night', 'shadow', 'saturation', 'vignette', 'noise', 'cloud'] as const;
const VECTORS = ['sun', 'sunColour', 'ambientSky', 'ambientGround', 'horizon', 'zenith', 'gain'] as const;

/** All programs of the street, over one set of uniforms. */
export function createMaterials(options: {
  atlas: Texture;
  clouds: Texture;
  sky: Sky;
  width: number;
  height: number;
}): Materials {
  const {
    atlas,
    clouds,
    sky: { now: weather, lamplit },
    width,
    height,
  } = options;
  const rays = { right: new Vector3(), up: new Vector3(), ahead: new Vector3() };
  const uniforms: Record<string, IUniform> = {
    atlas: { value: atlas },
    clouds: { value: clouds },
    seconds: { value: 0 },
    picture: { value: new Vector2(width, height) },
    right: { value: rays.right },
    up: { value: rays.up },
    ahead: { value: rays.ahead },
  };
  for (const name of SCALARS) uniforms[name] = { value: 0 };
  for (const name of VECTORS) uniforms[name] = { value: weather[name] };
  // What never changes in a drive is not asked for at every pixel.
  const constant = {
    ...(weather.noise > 0 && { NOISE: '' }),
    ...(weather.wet > 0 && { WET: '' }),
    ...(lamplit && { NIGHT: '' }),
  };
  const make = (vertexShader: string, fragmentShader: string, defines: Record<string, string> = {}) =>
    new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader,
      fragmentShader,
      defines: { ...defines, ...constant },
      uniforms,
      side: FrontSide,
    });
  const solid = (defines: Record<string, string>) => make(SOLID_VERTEX, SOLID_FRAGMENT, defines);
  const materials = {
    ground: solid({ GROUND: '' }),
    solid: solid({}),
    cutout: solid({ CUTOUT: '' }),
    decal: make(DECAL_VERTEX, DECAL_FRAGMENT),
    shadow: make(SHADOW_VERTEX, SHADOW_FRAGMENT),
    sky: make(SKY_VERTEX, SKY_FRAGMENT),
    labelGround: solid({ LABELS: '' }),
    labelSolid: solid({ LABELS: '' }),
    labelCutout: solid({ LABELS: '', CUTOUT: '' }),
  };
  const { ground, cutout, decal, shadow, sky, labelGround, labelCutout } = materials;
  for (const material of [ground, labelGround, cutout, labelCutout, decal, shadow]) material.side = DoubleSide;
  for (const material of [decal, shadow]) blended(material);
  // Only where ground is seen, and a pixel is darkened once, however many outlines fall on it.
  ground.stencilWrite = shadow.stencilWrite = true;
  ground.stencilRef = shadow.stencilRef = 1;
  ground.stencilZPass = ReplaceStencilOp;
  shadow.stencilFunc = EqualStencilFunc;
  shadow.stencilZPass = IncrementStencilOp;
  shadow.depthTest = false;
  sky.depthWrite = false;
  sky.depthFunc = LessEqualDepth;
  return {
    ...materials,
    rays,
    update(next, seconds) {
      for (const name of SCALARS) slot(uniforms, name).value = next[name];
      slot(uniforms, 'seconds').value = seconds;
    },
    destroy() {
      for (const material of Object.values(materials)) material.dispose();
    },
  };
}

/** Lies on the ground that was drawn just before, a little nearer to the eye. Kept among the opaque ones for their order. */
function blended(material: RawShaderMaterial): void {
  material.depthWrite = false;
  material.polygonOffset = true;
  material.polygonOffsetFactor = -1;
  material.polygonOffsetUnits = -4;
  material.blending = CustomBlending;
  material.blendSrc = SrcAlphaFactor;
  material.blendDst = OneMinusSrcAlphaFactor;
  material.blendSrcAlpha = ZeroFactor;
  material.blendDstAlpha = OneFactor;
}

function slot(uniforms: Record<string, IUniform>, name: string): IUniform {
  const uniform = uniforms[name];
  if (!uniform) throw new Error(`the street's programs have no uniform "${name}"`);
  return uniform;
}
