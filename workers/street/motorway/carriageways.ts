import { CLASS } from '../classes.ts';
import { strip, type Band } from '../strip.ts';
import { STRETCH } from '../plan.ts';
import type { Site } from '../site.ts';
import { LAYER } from '../textures/layers.ts';
import { BANK, VERGE } from './land.ts';
import { carriageway, farEdge, TUBE, type Motorway } from './plan.ts';

/** Metres to either side that the land reaches; what lies beyond is the horizon's. */
const FAR = 260;
/** Meadow, hay, plough, young corn. */
const FIELDS = [0x8fa36b, 0xa8a468, 0x8f7b5c, 0x9db35e, 0x7f9a5a] as const;

const PAVED = { classId: CLASS.road, layer: LAYER.concrete, colour: 0x9a9892 } as const;

/** Both carriageways, the median between them, and the land on either side. */
export function buildCarriageways(site: Site, motorway: Motorway): void {
  const { side, asphalt } = site.plan;
  const half = carriageway(motorway) / 2,
    inner = half + motorway.median,
    far = farEdge(motorway);
  const road = { classId: CLASS.road, layer: LAYER.asphalt, colour: asphalt };
  across(site, -half, half, road);
  across(site, -side * inner, -side * far, road);
  const inTunnel = site.span === 'tunnel';
  const middle = motorway.green && !inTunnel ? { classId: CLASS.tree, layer: LAYER.grass, colour: 0x93a06c } : PAVED;
  across(site, -side * half, -side * inner, middle);
  if (inTunnel) across(site, side * half, side * (half + TUBE), PAVED);
  land(site, side, half + (inTunnel ? TUBE : 0));
  land(site, -side as 1 | -1, far);
}

/** Verge, bank and fields, which follow the lie of the land. */
function land(site: Site, side: 1 | -1, edge: number): void {
  const field = FIELDS[Math.abs(Math.floor(site.stretch / 5) * 7 + side) % FIELDS.length] ?? FIELDS[0];
  const grass = { classId: CLASS.tree, layer: LAYER.grass, colour: FIELDS[0] };
  const steps = [0, VERGE, VERGE + BANK / 3, VERGE + (2 * BANK) / 3, VERGE + BANK];
  for (let i = 1; i < steps.length; i++)
    across(site, side * (edge + (steps[i - 1] ?? 0)), side * (edge + (steps[i] ?? 0)), grass);
  across(site, side * (edge + VERGE + BANK), side * FAR, { ...grass, colour: field });
}

function across(site: Site, a: number, b: number, what: Pick<Band, 'classId' | 'layer' | 'colour'>): void {
  strip(site, site.start, site.start + STRETCH, 4, { ...what, u0: Math.min(a, b), u1: Math.max(a, b), lift: 0 });
}
