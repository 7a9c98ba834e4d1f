import { STRETCH } from '../plan.ts';
import type { Site } from '../site.ts';
import { raiseBarriers } from './barriers.ts';
import { layGround } from './ground.ts';
import { paintLines } from './marks.ts';
import { spanAt, type Motorway } from './plan.ts';
import { furnish } from './roadside.ts';
import { spanBridge, spanGantry, spanTunnel } from './spans.ts';

/** Writes a whole stretch of motorway; a pure function of the plan and the stretch's number. */
export function buildMotorway(site: Site, motorway: Motorway): void {
  const { span, stretch, start, plan } = site;
  layGround(site, motorway);
  raiseBarriers(site, motorway);
  const middle = start + STRETCH / 2;
  if (span === 'gantry') spanGantry(site, motorway, middle);
  else if (span === 'bridge') spanBridge(site, motorway, middle);
  else if (span === 'tunnel') {
    const opens = (other: number): boolean => spanAt(plan.seed, motorway, other) !== 'tunnel';
    spanTunnel(site, motorway, { near: opens(stretch - 1), far: opens(stretch + 1) });
  }
  if (span !== 'tunnel') furnish(site, motorway);
  paintLines(site, motorway);
}
