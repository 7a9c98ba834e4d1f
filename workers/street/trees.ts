import { CLASS } from './classes.ts';
import { LAYER } from './textures/layers.ts';
import { castDisc, castPost } from './shadows.ts';
import type { Site } from './site.ts';
import { SIDE, blob, box } from './solids.ts';
import { card, forest } from './species.ts';

/** Colours by season: summer, autumn, bare, spring. */
const GREENS = [
  [0x6f8f3e, 0x5c8038, 0x7d9c4a, 0x4f7435, 0x86a050],
  [0xc98a2e, 0xb8652a, 0xd4a83c, 0x9a8a3a, 0xa84a2c],
  [0x8a7a68, 0x7d705f, 0x96897a, 0x857560],
  [0x94b450, 0xa6c060, 0x7ea446, 0xd8c0c8],
] as const;
const CONIFER = [0x4a6b45, 0x3f5f48, 0x56754a] as const;

/** What keeps its leaves in winter is as green as in summer. */
function leafGreens(site: Site): readonly [number, ...number[]] {
  return GREENS[site.plan.season === 2 ? 0 : site.plan.season] ?? GREENS[0];
}

/** A tree at a point of the street; `size` 1 is about seven metres high. */
export function plantTree(site: Site, s: number, u: number, size: number): void {
  const { random, plan } = site;
  const { trees, farTrees, cutouts, shadows } = site.writers;
  const { leafy, bare, conifers } = forest();
  const needle = random.chance(0.16);
  const kinds = needle ? conifers : plan.season === 2 && random.chance(0.8) ? bare : leafy;
  const kind = kinds[random.int(kinds.length)];
  if (!kind) return;
  const colour = [needle ? random.pick(CONIFER) : random.pick(kinds === bare ? GREENS[2] : leafGreens(site))];
  const yaw = random.range(0, 6.28),
    tall = size * random.range(0.9, 1.3);
  for (const [w, part] of [
    [trees, kind.solid],
    [farTrees, kind.far],
    [cutouts, kind.cards],
  ] as const) {
    w.classId = CLASS.tree;
    site.place(w, s, u, 0, yaw, size, tall).stamp(part, colour);
    w.pop();
  }
  site.place(shadows, s, u);
  castPost(shadows, 0, 0, 0.16 * size, kind.crown * tall);
  if (kinds !== bare) castDisc(shadows, 0, 0, kind.radius * size, kind.crown * tall, yaw);
  shadows.pop();
}

/** A clipped hedge along the street. */
export function plantHedge(site: Site, s0: number, s1: number, u: number, height: number, width = 0.8): void {
  const w = site.writers.shell;
  const middle = (s0 + s1) / 2,
    half = (s1 - s0) / 2;
  site.place(w, middle, u).surface(CLASS.tree, LAYER.hedge).paint(leafGreens(site)[0], 0.9);
  box(w, -width / 2, -0.5, -half, width / 2, height, half, SIDE.open, 1.6);
  w.pop();
}

/** Low bushes: one or two blobs with a few cards. */
export function plantBush(site: Site, s: number, u: number, size: number): void {
  const { random } = site;
  const w = site.writers.shell;
  const colour = random.pick(leafGreens(site));
  site.place(w, s, u).surface(CLASS.tree, LAYER.leaves).paint(colour, 0.85);
  blob(w, [0, size * 0.5, 0], [size, size * 0.75, size], 5, 7, 0.15, s, 1.2);
  w.pop();
  const c = site.writers.cutouts;
  site.place(c, s, u).surface(CLASS.tree, LAYER.leafCard).paint(colour);
  for (let i = 0; i < 4; i++)
    card(c, random.range(-0.7, 0.7) * size, size * 0.8, random.range(-0.7, 0.7) * size, random.range(0, 6), size * 0.6);
  c.pop();
}
