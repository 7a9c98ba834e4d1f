import { DataArrayTexture, DataTexture, LinearFilter, LinearMipmapNearestFilter, RepeatWrapping } from 'three';
import { Random } from '../random.ts';
import * as facades from './facades.ts';
import * as foliage from './foliage.ts';
import * as grounds from './grounds.ts';
import { LAYER, LAYER_COUNT, LAYER_SIZE } from './layers.ts';
import { marks } from './marks.ts';
import { Sheet } from './sheet.ts';
import { doors, shops } from './shops.ts';
import { signs } from './signs.ts';

const LEAF: readonly [number, number, number] = [165, 168, 160];

/** All of the street's surfaces as one texture array; façades and shops differ by seed. */
export function createAtlas(seed: number): DataArrayTexture {
  const bytes = new Uint8Array(LAYER_SIZE * LAYER_SIZE * 4 * LAYER_COUNT).fill(255);
  const put = (layer: number, draw: (sheet: Sheet) => Sheet, varies = false, beneath = LEAF) =>
    bytes.set(draw(new Sheet(varies ? seed : 1, layer)).pixels(beneath), layer * LAYER_SIZE * LAYER_SIZE * 4);
  const { sash, modern, arched, shutters, curtain } = facades;
  for (const [name, draw] of Object.entries({
    sash,
    modern,
    arched,
    shutters,
    curtain,
    shopA: shops,
    shopB: shops,
    doors,
  })) {
    put(LAYER[name as keyof typeof LAYER], draw, true);
  }
  const { asphalt, slabs, cobbles, concrete, brick, plaster, tiles, slate, grass, planks, stripes } = grounds;
  for (const [name, draw] of Object.entries({
    asphalt,
    slabs,
    cobbles,
    concrete,
    brick,
    plaster,
    tiles,
    slate,
    grass,
    planks,
    stripes,
    signs,
  })) {
    put(LAYER[name as keyof typeof LAYER], draw);
  }
  const { leaves, leafCard, twigs, needles, bark, hedge, railing, mesh } = foliage;
  for (const [name, draw] of Object.entries({ leaves, leafCard, twigs, needles, bark, hedge, railing, mesh })) {
    put(LAYER[name as keyof typeof LAYER], draw);
  }
  put(LAYER.marks, marks, false, [0, 0, 0]);
  const texture = new DataArrayTexture(bytes, LAYER_SIZE, LAYER_SIZE, LAYER_COUNT);
  texture.wrapS = texture.wrapT = RepeatWrapping;
  texture.magFilter = LinearFilter;
  texture.minFilter = LinearMipmapNearestFilter;
  texture.generateMipmaps = true;
  texture.needsUpdate = true;
  return texture;
}

const CLOUD_SIZE = 256;

/** Billows that repeat: five octaves of value noise. */
export function createClouds(seed: number): DataTexture {
  const bytes = new Uint8Array(CLOUD_SIZE * CLOUD_SIZE);
  const sums = new Float32Array(bytes.length);
  for (let octave = 0; octave < 5; octave++)
    addOctave(sums, 4 << octave, 0.5 ** octave, new Random(seed, 0xc10d, octave));
  sums.forEach((value, i) => {
    bytes[i] = Math.max(0, Math.min(255, (value / 1.94) * 255));
  });
  const rgba = new Uint8Array(bytes.length * 4);
  bytes.forEach((value, i) => rgba.fill(value, i * 4, i * 4 + 4));
  const texture = new DataTexture(rgba, CLOUD_SIZE, CLOUD_SIZE);
  texture.wrapS = texture.wrapT = RepeatWrapping;
  texture.magFilter = texture.minFilter = LinearFilter;
  texture.needsUpdate = true;
  return texture;
}

function addOctave(sums: Float32Array, cells: number, weight: number, random: Random): void {
  const grid = Float32Array.from({ length: cells * cells }, () => random.next());
  const step = cells / CLOUD_SIZE;
  const at = (x: number, y: number) => grid[(y % cells) * cells + (x % cells)] ?? 0;
  const ease = (t: number) => t * t * (3 - 2 * t);
  for (let y = 0; y < CLOUD_SIZE; y++) {
    const gy = Math.floor(y * step),
      ty = ease(y * step - gy);
    for (let x = 0; x < CLOUD_SIZE; x++) {
      const gx = Math.floor(x * step),
        tx = ease(x * step - gx);
      const top = at(gx, gy) + (at(gx + 1, gy) - at(gx, gy)) * tx;
      const low = at(gx, gy + 1) + (at(gx + 1, gy + 1) - at(gx, gy + 1)) * tx;
      const i = y * CLOUD_SIZE + x;
      sums[i] = (sums[i] ?? 0) + (top + (low - top) * ty) * weight;
    }
  }
}
