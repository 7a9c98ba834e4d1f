import { mark } from './decals.ts';
import { MARK_CELL } from './textures/marks.ts';
import { STRETCH } from './plan.ts';
import { SIDE_STREET, type Site } from './site.ts';
import { buildWear } from './wear.ts';

/** What is painted on the road, and what time did to it. */
export function buildMarks(site: Site): void {
  buildWear(site);
  const { junction, start } = site;
  const half = SIDE_STREET.half;
  if (junction === null) {
    lines(site, start, start + STRETCH);
  } else {
    const [near, far] = [junction - half - 1, junction + half + 1];
    lines(site, start, near - 5.5);
    lines(site, far + 5.5, start + STRETCH);
    zebra(site, near - 3.4);
    if (site.random.chance(0.6)) zebra(site, far + 0.6);
    stopLine(site, near - 4.6, site.plan.side);
    stopLine(site, far + 4.6, -site.plan.side);
    arrow(site, near - 11);
  }
  if (site.event === 'crossing') zebra(site, start + STRETCH / 2);
}

function lines(site: Site, s0: number, s1: number): void {
  const { plan } = site;
  const white = plan.seed % 5 === 0 ? 0xe8c860 : 0xffffff;
  if (plan.centre === 'dashed')
    for (let s = Math.ceil(s0 / 5) * 5; s + 2.5 <= s1; s += 5)
      mark(site, s, s + 2.5, -0.07, 0.07, MARK_CELL.paint, 0.9, white);
  if (plan.centre === 'solid')
    for (let s = s0; s < s1; s += 5) mark(site, s, Math.min(s + 5, s1), -0.08, 0.08, MARK_CELL.paint, 0.9, white);
  if (!plan.edgeLines) return;
  for (const side of [-1, 1]) {
    const u = (plan.roadHalf - 0.35) * side;
    for (let s = s0; s < s1; s += 5)
      mark(site, s, Math.min(s + 5, s1), u - 0.06, u + 0.06, MARK_CELL.paint, 0.8, 0xf4d774);
  }
}

function zebra(site: Site, s: number): void {
  const { roadHalf } = site.plan;
  for (let u = -roadHalf + 0.3; u < roadHalf - 0.5; u += 1) mark(site, s, s + 2.8, u, u + 0.5, MARK_CELL.paint, 0.95);
}

function stopLine(site: Site, s: number, side: number): void {
  const far = (site.plan.roadHalf - 0.3) * side;
  mark(site, s, s + 0.35, Math.min(0.15 * side, far), Math.max(0.15 * side, far), MARK_CELL.paint);
}

function arrow(site: Site, s: number): void {
  const u = site.plan.side * site.plan.roadHalf * 0.45;
  mark(site, s, s + 3.4, u - 0.6, u + 0.6, MARK_CELL.arrow, 0.9);
}
