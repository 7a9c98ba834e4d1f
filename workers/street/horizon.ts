import { CLASS } from './classes.ts';
import { MeshWriter } from './mesh-writer.ts';
import type { StreetRoad } from '../../src/protocol/street.ts';
import { Random } from './random.ts';
import { LAYER } from './textures/layers.ts';
import { face } from './solids.ts';

const RADIUS = 520;
const COLUMNS = 96;

/** Far roofs and trees all around the camera, and the country below them: the street never ends in nothing. */
export function writeHorizon(seed: number, road: StreetRoad = 'town'): MeshWriter {
  const random = new Random(seed, 0xfa6);
  const w = new MeshWriter(COLUMNS * 8 + 8);
  const urban = random.range(0.1, 0.7) * (road === 'town' ? 1 : 0.15);
  // the country has hills
  const steep = road === 'town' ? 1 : random.range(1, 4);
  let height = 10 * steep;
  for (let i = 0; i < COLUMNS; i++) {
    const built = random.chance(urban);
    height = built ? random.range(9, 26) : Math.max(6, Math.min(18 * steep, height + steep * random.range(-4, 4)));
    const from = point(i),
      to = point(i + 1);
    w.surface(CLASS.tree, LAYER.grass).paint(0x6f8452);
    face(w, [to[0], -90, to[1]], [from[0], -90, from[1]], [from[0], 0, from[1]], [to[0], 0, to[1]], 0, 0, 4, 9);
    if (built)
      w.surface(CLASS.building, random.pick([LAYER.sash, LAYER.modern, LAYER.plaster])).paint(
        random.pick([0xc0b5a4, 0xa4a09a, 0xb49a86, 0xd0c8ba]),
      );
    else w.surface(CLASS.tree, LAYER.leaves).paint(random.pick([0x5f7a42, 0x6d8850, 0x546d40]));
    const drop = built ? 0 : random.range(-3, 3);
    face(
      w,
      [to[0], 0, to[1]],
      [from[0], 0, from[1]],
      [from[0], height, from[1]],
      [to[0], height + drop, to[1]],
      0,
      0,
      3,
      height / 12,
    );
    height += drop;
  }
  return w;
}

function point(i: number): readonly [number, number] {
  const angle = (i / COLUMNS) * Math.PI * 2;
  return [Math.cos(angle) * RADIUS, Math.sin(angle) * RADIUS];
}
