import type { Site } from './site.ts';

/** A strip of ground along the road: from where to where across it and how high above it, metres; what it is, and how it looks. */
export interface Band {
  readonly u0: number;
  readonly u1: number;
  readonly lift: number;
  readonly classId: number;
  readonly layer: number;
  readonly colour: number;
}

/** A band between two points of the road, in so many pieces. */
export function strip(site: Site, s0: number, s1: number, pieces: number, band: Band): void {
  const w = site.writers.ground.surface(band.classId, band.layer).paint(band.colour);
  const first = w.vertices;
  if (!w.fits((pieces + 1) * 2, pieces * 6)) return;
  for (let i = 0; i <= pieces; i++) {
    const s = s0 + ((s1 - s0) * i) / pieces;
    const lean = (site.ground(s, band.u0) - site.ground(s, band.u1)) / (band.u1 - band.u0);
    for (const u of [band.u0, band.u1]) {
      const y = site.ground(s, u) + band.lift;
      w.vertex(site.x(s, u), y, site.z(s, u), lean, 1, 0, u / 4, (s - site.start) / 4);
    }
    if (i === 0) continue;
    const n = first + i * 2;
    w.triangle(n - 2, n - 1, n + 1);
    w.triangle(n - 2, n + 1, n);
  }
}
