import { CLASS } from './classes.ts';
import type { Storeys } from './facades.ts';
import { LAYER } from './textures/layers.ts';
import type { Site } from './site.ts';
import { SIDE, box, face } from './solids.ts';

const CLOTH = [0xb5413a, 0x2f6b56, 0x2c4f7c, 0xd9a441, 0x8a3f5c, 0xe4e0d4] as const;

/** String courses, balconies and drainpipes. */
export function buildTrim(
  site: Site,
  half: number,
  ground: number,
  top: number,
  floors: number,
  { floor, wall, bay }: Storeys,
  shop: boolean,
): void {
  const { random } = site;
  const w = site.writers.detail.surface(CLASS.building, LAYER.concrete).paint(wall, random.pick([1.15, 0.75, 0.6]));
  if (random.chance(0.6) || shop) box(w, -half, ground - 0.12, 0, half, ground + 0.16, 0.18, SIDE.open | SIDE.bottom);
  if (random.chance(0.6))
    box(w, -half, top - 0.5, 0, half, top - 0.05, 0.3, SIDE.front | SIDE.bottom | SIDE.left | SIDE.right);
  if (random.chance(0.7)) box(w.paint(0x6a6a68), half - 0.22, 0.2, 0, half - 0.08, top, 0.14, SIDE.walls);
  if (!random.chance(0.35)) return;
  const step = bay * random.pick([1, 2]);
  for (let i = 1; i < floors; i++) {
    for (let x = -half + step / 2; x < half - 0.8; x += step) balcony(site, x, ground + i * floor);
  }
}

function balcony(site: Site, x: number, y: number): void {
  const w = site.writers.detail.surface(CLASS.building, LAYER.concrete).paint(0xc4c0b8);
  box(w, x - 0.95, y - 0.05, 0, x + 0.95, y + 0.1, 0.9, SIDE.front | SIDE.bottom | SIDE.left | SIDE.right);
  w.surface(CLASS.building, LAYER.plain).paint(0x34363a);
  box(w, x - 0.95, y + 0.95, 0.84, x + 0.95, y + 1.02, 0.9, SIDE.front | SIDE.bottom | SIDE.top);
  const c = site.writers.cutouts.surface(CLASS.building, LAYER.railing).paint(0x34363a);
  face(
    c,
    [x - 0.95, y + 0.1, 0.87],
    [x + 0.95, y + 0.1, 0.87],
    [x + 0.95, y + 1, 0.87],
    [x - 0.95, y + 1, 0.87],
    0,
    0.2,
    1.6,
    0.86,
  );
}

/** Cloth over the shops' windows. */
export function buildAwnings(site: Site, half: number, count: number): void {
  const { random } = site;
  const w = site.writers.detail;
  const cloth = random.pick(CLOTH);
  const step = (half * 2) / count;
  for (let i = 0; i < count; i++) {
    if (random.chance(0.3)) continue;
    const x0 = -half + i * step + 0.3,
      x1 = x0 + step - 0.6;
    w.surface(CLASS.building, random.chance(0.5) ? LAYER.stripes : LAYER.plain).paint(cloth);
    face(w, [x0, 2.5, 1.3], [x1, 2.5, 1.3], [x1, 3.05, 0.02], [x0, 3.05, 0.02], 0, 0, (x1 - x0) / 3, 1);
    face(w, [x0, 2.3, 1.3], [x1, 2.3, 1.3], [x1, 2.5, 1.3], [x0, 2.5, 1.3], 0, 0, (x1 - x0) / 3, 1);
  }
}
