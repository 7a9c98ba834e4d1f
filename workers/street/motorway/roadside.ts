import { CLASS } from '../classes.ts';
import { mast, shade } from '../furniture.ts';
import { STRETCH } from '../plan.ts';
import { Random } from '../random.ts';
import { castBox } from '../shadows.ts';
import { board, signPost } from '../signs.ts';
import type { Site } from '../site.ts';
import { SIDE, bar, box } from '../solids.ts';
import { LAYER } from '../textures/layers.ts';
import { SIGN_CELL } from '../textures/signs.ts';
import { plantBush, plantTree } from '../trees.ts';
import { VERGE } from './land.ts';
import { carriageway, farEdge, type Motorway } from './plan.ts';

const lot = new Random(0);

/** What stands beside a motorway: posts, signs, lamps, walls against noise, woods. */
export function buildRoadside(site: Site, motorway: Motorway): void {
  const { random, plan, start } = site;
  const half = carriageway(motorway) / 2,
    far = farEdge(motorway);
  if (motorway.lamps && site.span === 'none') lamp(site, start + 20, -plan.side * (half + motorway.median / 2));
  for (const u of [plan.side * (half + 1.1), -plan.side * (far + 1.1)]) marker(site, start + 10, u);
  if (random.chance(0.16)) signPost(site, start + random.range(4, 36), plan.side * (half + 1.5));
  const told = random.chance(0.1);
  for (const side of [1, -1] as const) {
    const edge = side === plan.side ? half : far;
    // in runs, as a rail is
    const run = lot.reseed(plan.seed, 0x2015, Math.floor(site.stretch / 6), side);
    if (run.chance(0.14)) noiseWall(site, side * (edge + VERGE), run.range(2.4, 4.5), run.int(3));
    else {
      woods(site, side, edge, motorway.wooded);
      if (told && side === plan.side) directions(site, start + random.range(6, 34), side * (half + 3.6));
    }
  }
}

/** Two arms over the two carriageways. */
function lamp(site: Site, s: number, u: number): void {
  const w = site.place(site.writers.shell, s, u);
  mast(w, 0x8f9497, 11, 0.13);
  for (const side of [-1, 1]) {
    bar(w, [0, 10.9, 0], [side * 1.9, 11.3, 0], 0.06, 0.05, 5);
    w.surface(CLASS.pole, LAYER.plain).paint(0xb8bbbd);
    box(w, side * 2.1 - 0.4, 11.25, -0.14, side * 2.1 + 0.4, 11.4, 0.14, SIDE.open);
    w.paint(0xfff0c8).glow = 0.9;
    box(w, side * 2.1 - 0.35, 11.22, -0.11, side * 2.1 + 0.35, 11.26, 0.11, SIDE.bottom);
    w.surface(CLASS.pole, LAYER.plain, 0.1).paint(0x8f9497);
  }
  w.pop();
  shade(site, s, u, 0.12, 11);
}

/** A white post with a reflector. */
function marker(site: Site, s: number, u: number): void {
  const w = site.place(site.writers.detail, s, u);
  w.surface(CLASS.pole, LAYER.plain).paint(0xeeeeea);
  box(w, -0.07, -0.2, -0.05, 0.07, 1, 0.05, SIDE.open);
  w.paint(0x26282a);
  box(w, -0.075, 0.7, -0.055, 0.075, 0.9, 0.055, SIDE.walls);
  w.pop();
}

/** A board of several metres on two legs. */
function directions(site: Site, s: number, u: number): void {
  const { random } = site;
  const w = site.place(site.writers.shell, s, u);
  const half = random.range(1.4, 2.6),
    height = random.range(1, 1.8),
    top = random.range(1.8, 2.4) + 2 * height;
  w.surface(CLASS.pole, LAYER.plain, 0.1).paint(0x8d9193);
  for (const x of [-half * 0.7, half * 0.7]) bar(w, [x, -1.5, 0], [x, top, 0], 0.09, 0.09, 6);
  board(w, random.chance(0.75) ? SIGN_CELL.direction : SIGN_CELL.name, top, half, height);
  w.pop();
  shade(site, s, u, half, top);
}

const PANELS = [
  [LAYER.planks, 0x8a7258],
  [LAYER.concrete, 0xb0aca2],
  [LAYER.plain, 0x7d9487],
] as const;

/** It counts as building, as CamVid's walls do. */
function noiseWall(site: Site, u: number, height: number, kind: number): void {
  const [layer, colour] = PANELS[kind] ?? PANELS[1];
  for (let s = site.start + 2; s < site.start + STRETCH; s += 4) {
    const w = site.follow(site.writers.shell, s, u);
    w.surface(CLASS.building, layer).paint(colour, 0.94 + 0.06 * (Math.round(s / 4) % 2));
    box(w, -0.1, -1, -2.02, 0.1, height, 2.02, SIDE.left | SIDE.right | SIDE.top, 3);
    w.surface(CLASS.building, LAYER.plain).paint(0x6a6f72);
    box(w, -0.14, -1, -0.09, 0.14, height + 0.1, 0.09, SIDE.open);
    w.pop();
  }
  const { shadows } = site.writers;
  castBox(site.follow(shadows, site.start + STRETCH / 2, u), -0.1, -STRETCH / 2, 0.1, STRETCH / 2, height);
  shadows.pop();
}

/** An edge of wood, or single trees and bushes; whether it is one holds for some stretches. */
function woods(site: Site, side: 1 | -1, edge: number, wooded: number): void {
  const { random } = site;
  const dense = lot.reseed(site.plan.seed, 0x3dd5, Math.floor(site.stretch / 3), side).chance(wooded);
  const from = edge + VERGE + (dense ? random.range(3, 7) : 4);
  for (let i = dense ? 9 : random.int(3); i > 0; i--)
    plantTree(
      site,
      site.start + random.range(0, STRETCH),
      side * (from + random.range(0, dense ? 16 : 50)),
      random.range(0.8, 1.7),
    );
  for (let i = random.int(dense ? 5 : 3); i > 0; i--)
    plantBush(
      site,
      site.start + random.range(0, STRETCH),
      side * (edge + VERGE + random.range(2, 9)),
      random.range(0.6, 1.5),
    );
}
