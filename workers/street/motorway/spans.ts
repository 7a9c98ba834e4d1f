import { CLASS } from '../classes.ts';
import { STRETCH } from '../plan.ts';
import { castBox } from '../shadows.ts';
import { board } from '../signs.ts';
import type { Site } from '../site.ts';
import { SIDE, bar, box, face } from '../solids.ts';
import { LAYER } from '../textures/layers.ts';
import { SIGN_CELL } from '../textures/signs.ts';
import { carriageway, farEdge, laneOffset, TUBE, type Motorway } from './plan.ts';

/** Of a tunnel, metres. */
const HEIGHT = 5.8;

const CONCRETE = [0xb3afa6, 0xa09d97, 0xc2bcb0] as const;

/** A frame over the carriageway with boards for the lanes; `s` is where it stands. */
export function spanGantry(site: Site, motorway: Motorway, s: number): void {
  const { random, plan } = site;
  const w = site.place(site.writers.shell, s, 0);
  const half = carriageway(motorway) / 2 + 1.1,
    top = random.range(6.2, 7.4),
    thick = random.range(0.12, 0.24),
    metal = random.pick([0x8d9194, 0x6f7578, 0xa6abae]);
  w.surface(CLASS.pole, LAYER.plain, 0.15).paint(metal);
  for (const x of [-half, half]) box(w, x - thick, -0.4, -thick, x + thick, top + 0.6, thick, SIDE.open);
  // two chords, and what holds them apart
  for (const y of [top - 0.5, top + 0.5]) box(w, -half, y, -0.1, half, y + 0.2, 0.1, SIDE.open | SIDE.bottom);
  for (let x = -half; x < half - 1; x += 1.6) bar(w, [x, top - 0.4, 0], [x + 0.8, top + 0.5, 0], 0.05, 0.05, 4);
  const wide = random.chance(0.35);
  for (let lane = 0; lane < (wide ? 1 : motorway.lanes); lane++) {
    if (!wide && random.chance(0.25)) continue;
    w.push(plan.side * (wide ? 0 : laneOffset(motorway, lane)), 0, 0.15);
    if (wide) board(w, SIGN_CELL.direction, top + 1.3, half * random.range(0.4, 0.8), 1.3);
    else if (random.chance(0.7)) board(w, SIGN_CELL.direction, top + 1.2, 1.55, random.range(0.9, 1.4));
    else display(w, top);
    w.pop();
  }
  w.pop();
  castBox(site.place(site.writers.shadows, s, 0), -half, -0.15, half, 0.15, top + 0.7, 0.03, top - 0.5);
  site.writers.shadows.pop();
}

/** A dark matrix with a limit in it. */
function display(w: Site['writers']['shell'], top: number): void {
  w.surface(CLASS.sign, LAYER.plain).paint(0x17181a);
  box(w, -0.8, top - 0.7, 0, 0.8, top + 0.9, 0.12, SIDE.open | SIDE.bottom);
  w.push(0, 0, 0.1);
  board(w, SIGN_CELL.limitFast, top + 0.7, 0.55, 0.55);
  w.pop();
}

/** A road or a footbridge over both carriageways. */
export function spanBridge(site: Site, motorway: Motorway, s: number): void {
  const { random, plan } = site;
  const w = site.place(site.writers.shell, s, 0);
  const along = random.chance(0.35) ? random.range(1.4, 2) : random.range(4.5, 8),
    under = random.range(5, 6.2),
    deck = random.range(0.7, 1.4),
    reach = farEdge(motorway) + random.range(12, 24);
  const colour = random.pick(CONCRETE);
  w.surface(CLASS.building, LAYER.concrete).paint(colour);
  box(w, -reach, under, -along, reach, under + deck, along, SIDE.walls | SIDE.top, 4);
  w.paint(colour, 0.55);
  box(w, -reach, under, -along, reach, under + deck, along, SIDE.bottom, 4);
  const half = carriageway(motorway) / 2;
  const piers = [plan.side * (half + random.range(2.5, 6)), -plan.side * (farEdge(motorway) + random.range(2.5, 6))];
  if (motorway.reserve > 2) piers.push(-plan.side * (half + motorway.reserve / 2));
  for (const x of piers) {
    w.paint(colour, 0.9);
    for (const z of along > 3 ? [-along + 1, along - 1] : [0]) bar(w, [x, -3, z], [x, under, z], 0.5, 0.5, 9);
  }
  parapet(w, reach, under + deck, along, random.chance(0.5));
  w.pop();
  castBox(site.place(site.writers.shadows, s, 0), -reach, -along, reach, along, under + deck, 0.03, under);
  site.writers.shadows.pop();
}

/** Railings on both edges of a bridge, or low walls. */
function parapet(w: Site['writers']['shell'], reach: number, foot: number, along: number, railings: boolean): void {
  for (const z of [-along, along]) {
    if (!railings) {
      w.surface(CLASS.building, LAYER.concrete).paint(0xbdb8ae);
      box(w, -reach, foot, z - 0.12, reach, foot + 0.9, z + 0.12, SIDE.open, 4);
      continue;
    }
    w.surface(CLASS.fence, LAYER.plain, 0.2).paint(0x8a9093);
    for (const y of [0.45, 0.75, 1.05]) box(w, -reach, foot + y, z - 0.04, reach, foot + y + 0.07, z + 0.04, SIDE.open);
    for (let x = -reach; x <= reach; x += 2)
      box(w, x - 0.04, foot, z - 0.04, x + 0.04, foot + 1.1, z + 0.04, SIDE.walls);
  }
}

/** A stretch of tunnel: walls, a roof, lamps along it, and a portal at either end. */
export function spanTunnel(
  site: Site,
  motorway: Motorway,
  ends: { readonly near: boolean; readonly far: boolean },
): void {
  const { start } = site;
  const half = carriageway(motorway) / 2 + TUBE,
    height = HEIGHT;
  const w = site.writers.shell;
  // in four pieces, since the road may bend
  for (let s = start + 5; s < start + STRETCH; s += 10) {
    site.place(w, s, 0);
    for (const x of [-1, 1]) {
      w.surface(CLASS.building, LAYER.concrete).paint(0x8f8b80).glow = 0.1;
      wall(w, x * half, -0.3, height, 5.1);
      w.surface(CLASS.building, LAYER.plain).paint(0xc9c5b6).glow = 0.16;
      wall(w, x * (half - 0.03), 0.9, 3, 5.1);
    }
    w.surface(CLASS.building, LAYER.concrete).paint(0x4c4a46).glow = 0.04;
    face(w, [-half, height, -5.1], [half, height, -5.1], [half, height, 5.1], [-half, height, 5.1], 0, 0, 4, 3);
    w.surface(CLASS.building, LAYER.plain).paint(0xfff3d0).glow = 0.9;
    for (const x of [-half * 0.45, half * 0.45])
      face(
        w,
        [x - 0.2, height - 0.05, -2],
        [x + 0.2, height - 0.05, -2],
        [x + 0.2, height - 0.05, 2],
        [x - 0.2, height - 0.05, 2],
      );
    w.pop();
  }
  castBox(
    site.place(site.writers.shadows, start + STRETCH / 2, 0),
    -half,
    -STRETCH / 2,
    half,
    STRETCH / 2,
    height,
    0.03,
  );
  site.writers.shadows.pop();
  if (ends.near) portal(site, motorway, start, -1);
  if (ends.far) portal(site, motorway, start + STRETCH, 1);
}

/** The inner side of a wall along the road. */
function wall(w: Site['writers']['shell'], x: number, low: number, high: number, half: number): void {
  const z = x < 0 ? half : -half;
  face(w, [x, low, z], [x, low, -z], [x, high, -z], [x, high, z], 0, low / 3, half, high / 3);
}

/** A wall across both carriageways with a mouth in it, the other tube's dark, and the hill `behind` it: −1 ahead, 1 on the near side. */
function portal(site: Site, motorway: Motorway, s: number, behind: 1 | -1): void {
  const { side } = site.plan;
  const w = site.place(site.writers.shell, s, 0);
  const half = carriageway(motorway) / 2 + TUBE,
    top = HEIGHT + 3.5,
    reach = farEdge(motorway) + 40;
  const other = -side * (farEdge(motorway) - carriageway(motorway) / 2);
  for (const sides of [SIDE.front, SIDE.back]) {
    w.surface(CLASS.building, LAYER.concrete).paint(0xa7a297);
    box(w, half, -4, -0.4, reach, top, 0.4, sides, 4);
    box(w, -reach, -4, -0.4, -half, top, 0.4, sides, 4);
    box(w, -half, HEIGHT, -0.4, half, top, 0.4, sides, 4);
    w.surface(CLASS.building, LAYER.plain).paint(0x100f0e);
    box(w, other - half, 0, -0.45, other + half, HEIGHT, 0.45, sides);
  }
  w.surface(CLASS.tree, LAYER.grass).paint(0x7f9360);
  const [from, to] = behind < 0 ? [-14, -0.3] : [0.3, 14];
  box(w, -reach, top - 0.2, from, reach, top + 2.5, to, SIDE.walls | SIDE.top, 4);
  w.pop();
}
