import { STRETCH } from '../plan.ts';
import type { Site } from '../site.ts';
import { buildBarriers } from './barriers.ts';
import { buildBridge } from './bridge.ts';
import { buildGantry } from './gantry.ts';
import { buildCarriageways } from './carriageways.ts';
import { buildLines } from './lines.ts';
import { spanAt, type Motorway } from './plan.ts';
import { buildRoadside } from './roadside.ts';
import { buildTunnel } from './tunnel.ts';

/** Writes a whole stretch of motorway; a pure function of the plan and the stretch's number. */
export function buildMotorway(site: Site, motorway: Motorway): void {
  const { span, stretch, start, plan } = site;
  buildCarriageways(site, motorway);
  buildBarriers(site, motorway);
  const middle = start + STRETCH / 2;
  if (span === 'gantry') buildGantry(site, motorway, middle);
  else if (span === 'bridge') buildBridge(site, motorway, middle);
  else if (span === 'tunnel') {
    const opens = (other: number): boolean => spanAt(plan.seed, motorway, other) !== 'tunnel';
    buildTunnel(site, motorway, { near: opens(stretch - 1), far: opens(stretch + 1) });
  }
  if (span !== 'tunnel') buildRoadside(site, motorway);
  buildLines(site, motorway);
}
