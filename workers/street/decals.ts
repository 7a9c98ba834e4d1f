import type { Site } from './site.ts';
import { LAYER } from './textures/layers.ts';
import { MARK_CELL } from './textures/marks.ts';

/** A painted patch between two points; uv picks a cell of the decal sheet. */
export function mark(
  site: Site,
  s0: number,
  s1: number,
  u0: number,
  u1: number,
  cell: number,
  strength = 0.9,
  colour = 0xffffff,
  lift = 0.012,
  glow = 0,
): void {
  const w = site.writers.decals.surface(0, LAYER.marks).paint(colour);
  w.night = strength;
  w.glow = glow;
  if (!w.fits(4, 6)) return;
  const cu = (cell % 4) / 4 + 0.004,
    cv = 1 - (Math.floor(cell / 4) + 1) / 4 + 0.004,
    size = 0.242;
  const first = w.vertices;
  for (const [s, v] of [
    [s0, cv],
    [s1, cv + size],
  ] as const) {
    for (const [u, tu] of [
      [u0, cu],
      [u1, cu + size],
    ] as const)
      w.vertex(site.x(s, u), site.y(s) + lift, site.z(s, u), 0, 1, 0, tu, v);
  }
  w.triangle(first, first + 1, first + 3);
  w.triangle(first, first + 3, first + 2);
}

/** A soft shadow under something; `halfS` along the street. */
export function blobShadow(
  site: Site,
  s: number,
  u: number,
  halfS: number,
  halfU: number,
  strength = 0.8,
  lift = 0.02,
): void {
  mark(site, s - halfS, s + halfS, u - halfU, u + halfU, MARK_CELL.blob, strength, 0x000000, lift);
}

/** The round light a lamp throws on the ground after dark. */
export function lampPool(site: Site, s: number, u: number): void {
  mark(site, s - 5, s + 5, u - 4, u + 4, MARK_CELL.glow, 0.5, 0xffd9a0, 0.16, 1);
}
