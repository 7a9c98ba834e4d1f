import { mark } from './decals.ts';
import { STRETCH } from './plan.ts';
import { KERB, type Site } from './site.ts';
import { MARK_CELL } from './textures/marks.ts';

/** Cracks, mended patches, manholes, drains, puddles, fallen leaves. */
export function buildWear(site: Site): void {
  const { random, plan, start } = site;
  const count = random.int(14) + 4;
  for (let i = 0; i < count; i++) {
    const s = start + random.range(1, STRETCH - 5),
      u = random.range(-0.85, 0.85) * plan.roadHalf;
    const kind = random.next();
    if (kind < 0.35) mark(site, s, s + random.range(1, 4), u - 0.8, u + 0.8, MARK_CELL.crack, 0.75, 0x606060);
    else if (kind < 0.6)
      mark(
        site,
        s,
        s + random.range(0.8, 4),
        u - random.range(0.3, 1.2),
        u + 0.5,
        MARK_CELL.patch,
        random.range(0.25, 0.7),
        random.pick([0x707070, 0xb0b0b0, 0x505050]),
      );
    else if (kind < 0.75) mark(site, s, s + 0.75, u - 0.37, u + 0.37, MARK_CELL.manhole, 0.9, 0xc0c0c0);
    else if (kind < 0.85) mark(site, s, s + 4, u - 0.9, u + 0.9, MARK_CELL.skid, 0.5, 0x404040);
    else mark(site, s, s + random.range(1, 3), u - 0.9, u + 0.9, MARK_CELL.puddle, 0.35, 0x46505c);
  }
  for (const side of [-1, 1]) {
    if (random.chance(0.7))
      mark(
        site,
        start + 12,
        start + 12.5,
        side * plan.roadHalf - 0.25 - 0.2 * side,
        side * plan.roadHalf + 0.25 - 0.2 * side,
        MARK_CELL.drain,
        0.9,
      );
    if (plan.season !== 1) continue;
    for (let i = 0; i < 7; i++) {
      const s = start + random.range(0, STRETCH - 2),
        u = side * (plan.roadHalf + random.range(-0.8, plan.pavement));
      mark(
        site,
        s,
        s + 1.5,
        u - 0.7,
        u + 0.7,
        MARK_CELL.leaves,
        0.8,
        random.pick([0xd08a30, 0xb06428, 0xd8b040]),
        KERB + 0.02,
      );
    }
  }
}
