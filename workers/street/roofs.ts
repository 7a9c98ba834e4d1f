import { CLASS } from './classes.ts';
import { BRICKS } from './facades.ts';
import type { MeshWriter } from './mesh-writer.ts';
import { LAYER } from './textures/layers.ts';
import type { Site } from './site.ts';
import { SIDE, box, face } from './solids.ts';

const ROOFS = [0x9a4f3c, 0x6f6a68, 0x54565c, 0x85503f, 0x7b7470, 0x4c5560] as const;

/** A flat roof behind a parapet, or a pitched one with chimneys. */
export function buildRoof(site: Site, half: number, top: number, depth: number, floors: number): void {
  const { random } = site;
  const w = site.writers.shell;
  const colour = random.pick(ROOFS);
  if (floors > 5 || random.chance(site.district === 'city' ? 0.55 : 0.2)) {
    w.surface(CLASS.building, LAYER.concrete).paint(0xb8b4ac, random.range(0.7, 1.1));
    box(w, -half - 0.15, top, -depth, half + 0.15, top + 0.7, 0.3, SIDE.open | SIDE.bottom);
    if (random.chance(0.5)) box(w, -half * 0.4, top + 0.7, -depth * 0.6, half * 0.2, top + 3, -3, SIDE.open);
    return;
  }
  w.surface(CLASS.building, random.chance(0.5) ? LAYER.tiles : LAYER.slate).paint(colour);
  const rise = random.range(2.4, 4.6);
  pitched(w, half, top, depth, rise, random.chance(0.4) ? 0.22 : 0.5);
  w.surface(CLASS.building, LAYER.brick).paint(random.pick(BRICKS));
  for (const x of [-half + 0.6, half - 1.3])
    if (random.chance(0.6))
      box(w, x, top, -depth * 0.55, x + 0.8, top + rise + random.range(0.6, 1.3), -depth * 0.42, SIDE.open, 2);
}

/** A roof whose ridge runs along the street; a mansard where the first break is steep. */
export function pitched(
  w: MeshWriter,
  half: number,
  y: number,
  depth: number,
  rise: number,
  run: number,
  eaves = 0.35,
): void {
  const z1 = -depth * run,
    z2 = -depth * (1 - run);
  const u = half / 1.6;
  face(
    w,
    [-half, y - 0.1, eaves],
    [half, y - 0.1, eaves],
    [half, y + rise, z1],
    [-half, y + rise, z1],
    0,
    0,
    u,
    rise / 1.4,
  );
  face(
    w,
    [half, y - 0.1, -depth - eaves],
    [-half, y - 0.1, -depth - eaves],
    [-half, y + rise, z2],
    [half, y + rise, z2],
    0,
    0,
    u,
    rise / 1.4,
  );
  if (run < 0.5)
    face(w, [-half, y + rise, z1], [half, y + rise, z1], [half, y + rise, z2], [-half, y + rise, z2], 0, 0, u, 1);
  for (const side of [-1, 1]) {
    const x = half * side;
    const a = [x, y - 0.1, side > 0 ? eaves : -depth - eaves] as const,
      b = [x, y - 0.1, side > 0 ? -depth - eaves : eaves] as const;
    face(w, a, b, [x, y + rise, side > 0 ? z2 : z1], [x, y + rise, side > 0 ? z1 : z2], 0, 0, depth / 3, rise / 1.4);
  }
}
