import { mark } from '../decals.ts';
import { STRETCH } from '../plan.ts';
import type { Site } from '../site.ts';
import { MARK_CELL } from '../textures/marks.ts';
import { carriageway, farEdge, LANE, type Motorway } from './plan.ts';

/** Metres from one dash to the next, and of a dash. */
const DASH = { every: 18, long: 6 } as const;

/** The lines of both carriageways, and what years did to the asphalt. */
export function buildLines(site: Site, motorway: Motorway): void {
  const { side } = site.plan;
  const half = carriageway(motorway) / 2;
  lines(site, motorway, side * half, -side);
  lines(site, motorway, -side * farEdge(motorway), side);
  const { random, start } = site;
  for (let i = random.int(7); i > 0; i--) {
    const s = start + random.range(1, STRETCH - 6),
      u = random.range(-0.9, 0.9) * half;
    const kind = random.next();
    if (kind < 0.4) mark(site, s, s + random.range(2, 5), u - 0.7, u + 0.7, MARK_CELL.crack, 0.7, 0x606060);
    else if (kind < 0.7) mark(site, s, s + random.range(2, 6), u - 0.9, u + 0.9, MARK_CELL.patch, 0.35, 0x707070);
    else mark(site, s, s + 5, u - 0.9, u + 0.9, MARK_CELL.skid, 0.45, 0x404040);
  }
}

/** One carriageway's, from its outer edge at `outer` inwards. */
function lines(site: Site, { lanes, shoulder }: Motorway, outer: number, inwards: number): void {
  const { start } = site;
  const solid = (out: number): void => {
    const u = outer + inwards * out;
    for (let s = start; s < start + STRETCH; s += 10) mark(site, s, s + 10, u - 0.1, u + 0.1, MARK_CELL.paint, 0.85);
  };
  solid(shoulder);
  solid(shoulder + lanes * LANE);
  for (let lane = 1; lane < lanes; lane++) {
    const u = outer + inwards * (shoulder + lane * LANE);
    for (let s = Math.ceil(start / DASH.every) * DASH.every; s < start + STRETCH; s += DASH.every)
      mark(site, s, s + DASH.long, u - 0.08, u + 0.08, MARK_CELL.paint, 0.9);
  }
}
