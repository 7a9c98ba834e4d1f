import { CLASS } from './classes.ts';
import type { MeshWriter } from './mesh-writer.ts';
import type { Random } from './random.ts';
import { LAYER } from './textures/layers.ts';
import type { Site } from './site.ts';
import { SIDE, box, face } from './solids.ts';

const WALLS = [
  0xd9c7a3, 0xc9a27a, 0xe8dfc9, 0xb5866a, 0xcfcabf, 0xa8a49c, 0xd8b9a0, 0xe6d3b1, 0xbfc4c2, 0xc8d0c0, 0xd4a59a,
  0x9fb0b8, 0xf0ece2, 0xc2b27c,
] as const;
export const BRICKS = [0xb0664c, 0x9a5643, 0xc07a56, 0xa8836a, 0x8a5a4c, 0xc9a882, 0xb8745e] as const;

type Facade = 'sash' | 'modern' | 'arched' | 'curtain' | 'shutters';

/** A façade's storeys: how wide a bay, how high a floor, which texture. */
export interface Storeys {
  readonly layer: number;
  readonly wall: number;
  readonly bay: number;
  readonly floor: number;
}

export function chooseStoreys(random: Random, old: boolean): Storeys {
  const kind = random.pick<Facade>(
    old
      ? ['sash', 'sash', 'arched', 'shutters', 'shutters']
      : ['sash', 'modern', 'modern', 'arched', 'curtain', 'shutters'],
  );
  const wall =
    kind === 'arched'
      ? random.pick(BRICKS)
      : kind === 'curtain'
        ? random.pick([0xb4c6d4, 0x9fb0b6, 0xc6ccd0])
        : random.pick(WALLS);
  return {
    layer: LAYER[kind],
    wall,
    bay: kind === 'modern' ? random.range(3, 4) : random.range(2.4, 3.2),
    floor: random.range(2.9, 3.5),
  };
}

/** Windowed walls on the front and both ends, plain at the back. */
export function walls(
  w: MeshWriter,
  half: number,
  y0: number,
  y1: number,
  depth: number,
  storeys: Storeys,
  floors: number,
  offset: number,
): void {
  const bays = Math.max(1, Math.round((half * 2) / storeys.bay)) / 4;
  const ends = Math.max(1, Math.round(depth / storeys.bay)) / 4;
  const v = floors / 4;
  face(w, [-half, y0, 0], [half, y0, 0], [half, y1, 0], [-half, y1, 0], offset, 0, offset + bays, v);
  face(w, [-half, y0, -depth], [-half, y0, 0], [-half, y1, 0], [-half, y1, -depth], offset, 0, offset + ends, v);
  face(w, [half, y0, 0], [half, y0, -depth], [half, y1, -depth], [half, y1, 0], offset, 0, offset + ends, v);
  face(
    w,
    [half, y0, -depth],
    [-half, y0, -depth],
    [-half, y1, -depth],
    [half, y1, -depth],
    offset,
    0,
    offset + bays,
    v,
  );
}

/** A front door with its step, at x on the front. */
export function door(site: Site, x: number): void {
  const w = site.writers.detail.surface(CLASS.building, LAYER.doors).paint(0xffffff);
  w.night = 1;
  const u = site.random.int(4) / 4;
  face(w, [x - 0.65, 0, 0.05], [x + 0.65, 0, 0.05], [x + 0.65, 2.5, 0.05], [x - 0.65, 2.5, 0.05], u, 0.5, u + 0.25, 1);
  w.surface(CLASS.building, LAYER.concrete).paint(0xb8b2a8);
  box(w, x - 0.8, -0.6, 0, x + 0.8, 0.16, 0.5, SIDE.open);
}
