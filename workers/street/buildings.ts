import { CLASS } from './classes.ts';
import { chooseStoreys, door, type Storeys, walls } from './facades.ts';
import { buildRoof } from './roofs.ts';
import { castBox } from './shadows.ts';
import type { Site } from './site.ts';
import { SIDE, box, face } from './solids.ts';
import { LAYER } from './textures/layers.ts';
import { buildAwnings, buildTrim } from './trim.ts';

/** A house of the terrace kind, front at z = 0 towards +z, `width` metres along x, centred. */
export function buildBlock(site: Site, width: number, floors: number, depth = 13): void {
  const { random } = site;
  const { shell } = site.writers;
  const storeys = chooseStoreys(random, site.district === 'oldtown');
  const shop = random.chance(site.district === 'oldtown' ? 0.7 : 0.6);
  const ground = shop ? 3.9 : storeys.floor;
  const top = ground + floors * storeys.floor;
  const half = width / 2;
  const offset = random.int(4) / 4;
  shell.surface(CLASS.building, storeys.layer).paint(storeys.wall);
  shell.night = random.range(0.3, 1);
  walls(shell, half, ground, top, depth, storeys, floors, offset);
  if (shop) shopFront(site, half, ground, storeys.wall, depth);
  else entrance(site, half, ground, depth, storeys);
  shell.surface(CLASS.building, LAYER.concrete).paint(storeys.wall, 0.62);
  box(shell, -half - 0.02, -1.2, -depth, half + 0.02, 0.4, 0.06, SIDE.walls);
  buildRoof(site, half, top, depth, floors);
  buildTrim(site, half, ground, top, floors, storeys, shop);
  castBox(site.writers.shadows, -half, -depth, half, 0, top);
}

function shopFront(site: Site, half: number, height: number, wall: number, depth: number): void {
  const { random } = site;
  const w = site.writers.shell.surface(CLASS.building, random.pick([LAYER.shopA, LAYER.shopB])).paint(0xffffff);
  w.night = 1;
  const fronts = Math.max(1, Math.round((half * 2) / 5.5)) / 2;
  const offset = random.int(2) / 2;
  face(w, [-half, 0, 0], [half, 0, 0], [half, height, 0], [-half, height, 0], offset, 0, offset + fronts, 1);
  w.surface(CLASS.building, LAYER.plaster).paint(wall, 0.9);
  box(w, -half, 0, -depth, half, height, 0, SIDE.left | SIDE.right | SIDE.back);
  if (random.chance(0.6)) buildAwnings(site, half, Math.max(1, Math.round((half * 2) / 5.5)));
}

function entrance(site: Site, half: number, height: number, depth: number, storeys: Storeys): void {
  const w = site.writers.shell.surface(CLASS.building, storeys.layer).paint(storeys.wall, 0.94);
  w.night = 0.7;
  walls(w, half, 0, height, depth, storeys, 1, 0.25);
  const x = site.random.range(-half * 0.6, half * 0.6);
  door(site, x);
}
