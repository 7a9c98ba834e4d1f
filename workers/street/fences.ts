import { CLASS } from './classes.ts';
import { LAYER } from './textures/layers.ts';
import { castBox } from './shadows.ts';
import type { Site } from './site.ts';
import { SIDE, bar, box, face } from './solids.ts';

export type FenceKind = 'picket' | 'boards' | 'railing' | 'mesh' | 'guard';

const WOOD = [0x9a7650, 0xb59468, 0x7d6350, 0xe8e4da, 0x6c7a6a, 0xd8cdb8] as const;

/** A fence along the street between two points of it. */
export function buildFence(site: Site, s0: number, s1: number, u: number, kind: FenceKind): void {
  if (s1 - s0 < 0.5) return;
  const pieces = Math.max(1, Math.ceil((s1 - s0) / 10));
  for (let i = 0; i < pieces; i++) {
    const a = s0 + ((s1 - s0) * i) / pieces,
      b = s0 + ((s1 - s0) * (i + 1)) / pieces;
    panel(site, (a + b) / 2, u, (b - a) / 2 + 0.05, kind);
  }
}

/** A straight piece, `half` metres to either side, along the writer's z axis. */
function panel(site: Site, s: number, u: number, half: number, kind: FenceKind): void {
  const colour = WOOD[(site.stretch * 7 + Math.round(Math.abs(u))) % WOOD.length] ?? WOOD[0];
  const height = { picket: 1, boards: 1.8, railing: 1.25, mesh: 2.1, guard: 0.8 }[kind];
  const { detail, cutouts, shadows } = site.writers;
  if (kind === 'railing' || kind === 'mesh') {
    const dark = [0x2c3030, 0x4a5a50, 0x5d6468, 0x31483c][site.stretch & 3] ?? 0x2c3030;
    site
      .place(cutouts, s, u)
      .surface(CLASS.fence, kind === 'railing' ? LAYER.railing : LAYER.mesh)
      .paint(dark, 1.2);
    face(
      cutouts,
      [0, 0.05, -half],
      [0, 0.05, half],
      [0, height, half],
      [0, height, -half],
      0,
      0,
      half * (kind === 'railing' ? 2 : 2.2),
      kind === 'railing' ? 1 : 2,
    );
    cutouts.pop();
    posts(site, s, u, half, height, dark);
  } else if (kind === 'guard') {
    site.place(detail, s, u).surface(CLASS.fence, LAYER.plain, 0.25).paint(0xa4a9ac);
    box(detail, -0.05, 0.42, -half, 0.05, 0.74, half, SIDE.open | SIDE.bottom);
    detail.pop();
    posts(site, s, u, half, 0.7, 0x8a8f92);
  } else {
    site.place(detail, s, u).surface(CLASS.fence, LAYER.planks).paint(colour);
    box(detail, -0.05, -0.3, -half, 0.05, height, half, SIDE.open, kind === 'picket' ? 1.3 : 2.4);
    detail.pop();
  }
  castBox(
    site.place(shadows, s, u),
    -0.05,
    -half,
    0.05,
    half,
    height * (kind === 'mesh' || kind === 'railing' ? 0.5 : 1),
  );
  shadows.pop();
}

/** The posts of a fence belong to it. */
function posts(site: Site, s: number, u: number, half: number, height: number, colour: number): void {
  const w = site.place(site.writers.detail, s, u).surface(CLASS.fence, LAYER.plain).paint(colour);
  for (let z = -half; z <= half; z += 2.5) bar(w, [0, -0.4, z], [0, height + 0.06, z], 0.045, 0.045, 4);
  w.pop();
}

/** A low garden wall counts as building, as CamVid has it. */
export function buildWall(site: Site, s0: number, s1: number, u: number, height: number): void {
  const w = site.place(site.writers.detail, (s0 + s1) / 2, u);
  const half = (s1 - s0) / 2;
  w.surface(CLASS.building, site.random.pick([LAYER.brick, LAYER.plaster, LAYER.concrete])).paint(
    site.random.pick([0xb0785e, 0xd0c6b4, 0xa7a29a]),
  );
  box(w, -0.12, -0.6, -half, 0.12, height, half, SIDE.open, 2.4);
  w.surface(CLASS.building, LAYER.concrete).paint(0xb9b4aa);
  box(w, -0.17, height, -half, 0.17, height + 0.09, half, SIDE.open);
  w.pop();
}
