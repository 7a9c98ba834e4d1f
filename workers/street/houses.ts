import { chooseStoreys, door, walls } from './facades.ts';
import { pitched } from './roofs.ts';
import { CLASS } from './classes.ts';
import { LAYER } from './textures/layers.ts';
import { castBox } from './shadows.ts';
import type { Site } from './site.ts';
import { SIDE, box, face } from './solids.ts';

const ROOFS = [0xa5543f, 0x74685f, 0x565a62, 0x8b5a42, 0xb06a4a, 0x4f4a48] as const;

/** A detached house, front at z = 0 towards +z, `width` metres along x, centred. */
export function buildHouse(site: Site, width: number): void {
  const { random } = site;
  const { shell, shadows } = site.writers;
  const storeys = { ...chooseStoreys(random, true), floor: random.range(2.6, 2.9) };
  const floors = random.pick([1, 2, 2, 2]);
  const depth = random.range(8, 11);
  const half = width / 2;
  const top = floors * storeys.floor;
  shell.surface(CLASS.building, storeys.layer).paint(storeys.wall);
  shell.night = 0.8;
  walls(shell, half, 0, top, depth, storeys, floors, random.int(4) / 4);
  shell.surface(CLASS.building, LAYER.brick).paint(storeys.wall, 0.6);
  box(shell, -half - 0.03, -1.2, -depth, half + 0.03, 0.35, 0.05, SIDE.walls);
  const rise = random.range(2.6, 4.4);
  shell.surface(CLASS.building, random.pick([LAYER.tiles, LAYER.slate])).paint(random.pick(ROOFS));
  if (random.chance(0.4)) gableFront(site, half, top, depth, rise, storeys.wall);
  else pitched(shell, half, top, depth, rise, 0.5, 0.5);
  shell.surface(CLASS.building, LAYER.brick).paint(0xa06a54);
  const chimney = random.range(-half * 0.6, half * 0.5);
  box(shell, chimney, top, -depth * 0.55, chimney + 0.8, top + rise + 0.9, -depth * 0.45, SIDE.open, 2);
  door(site, random.range(-half * 0.6, half * 0.6));
  if (random.chance(0.45)) garage(site, half);
  castBox(shadows, -half, -depth, half, 0, top + rise * 0.6);
}

/** A roof whose gable looks at the street. */
function gableFront(site: Site, half: number, y: number, depth: number, rise: number, wall: number): void {
  const { shell } = site.writers;
  for (const side of [-1, 1] as const) {
    const eaves = [(half + 0.4) * side, y - 0.15] as const;
    const near = [eaves[0], eaves[1], 0.5] as const,
      far = [eaves[0], eaves[1], -depth - 0.3] as const;
    const ridgeNear = [0, y + rise, 0.5] as const,
      ridgeFar = [0, y + rise, -depth - 0.3] as const;
    if (side > 0) face(shell, near, far, ridgeFar, ridgeNear, 0, 0, depth / 3.2, rise / 1.4);
    else face(shell, far, near, ridgeNear, ridgeFar, 0, 0, depth / 3.2, rise / 1.4);
  }
  shell.surface(CLASS.building, LAYER.planks).paint(wall, 0.95);
  face(shell, [-half, y, 0], [half, y, 0], [0, y + rise, 0], [0, y + rise, 0], 0, 0, 2, 1);
  face(shell, [half, y, -depth], [-half, y, -depth], [0, y + rise, -depth], [0, y + rise, -depth], 0, 0, 2, 1);
}

function garage(site: Site, half: number): void {
  const side = site.random.sign();
  const x0 = side > 0 ? half : -half - 3.2;
  const { shell, detail } = site.writers;
  shell.surface(CLASS.building, LAYER.plaster).paint(0xd8d0c2);
  box(shell, x0, -1, -6, x0 + 3.2, 2.7, -0.8, SIDE.open);
  detail.surface(CLASS.building, LAYER.doors).paint(0xffffff);
  const u = site.random.int(4) / 4;
  face(
    detail,
    [x0 + 0.3, 0, -0.76],
    [x0 + 2.9, 0, -0.76],
    [x0 + 2.9, 2.2, -0.76],
    [x0 + 0.3, 2.2, -0.76],
    u,
    0,
    u + 0.25,
    0.5,
  );
}

/** A long low shed with a ribbed wall. */
export function buildShed(site: Site, width: number): void {
  const { random } = site;
  const { shell, detail, shadows } = site.writers;
  const height = random.range(5.5, 9.5),
    depth = random.range(16, 24),
    half = width / 2;
  const colour = random.pick([0xb4b8ba, 0x7f95a3, 0xc9c4b4, 0x9a6b55, 0x8b9a82]);
  shell.surface(CLASS.building, LAYER.planks).paint(colour);
  box(shell, -half, 1.2, -depth, half, height, 0, SIDE.walls, 4);
  shell.surface(CLASS.building, LAYER.brick).paint(0xa98672);
  box(shell, -half, -1.2, -depth, half, 1.2, 0.03, SIDE.walls);
  shell.surface(CLASS.building, LAYER.slate).paint(0x6d7073);
  pitched(shell, half, height, depth, 1.6, 0.5, 0.4);
  detail.surface(CLASS.building, LAYER.doors).paint(0xe0ded8);
  for (let x = -half + 2; x < half - 4; x += random.range(6, 9)) {
    const u = random.int(4) / 4;
    face(detail, [x, 0, 0.06], [x + 3.6, 0, 0.06], [x + 3.6, 3.6, 0.06], [x, 3.6, 0.06], u, 0, u + 0.25, 0.5);
  }
  castBox(shadows, -half, -depth, half, 0, height);
}
