import { CLASS } from '../classes.ts';
import type { MeshWriter } from '../mesh-writer.ts';
import { castBox } from '../shadows.ts';
import type { Site } from '../site.ts';
import { SIDE, bar, box } from '../solids.ts';
import { LAYER } from '../textures/layers.ts';
import { carriageway, farEdge, type Motorway } from './plan.ts';

const CONCRETE = [0xb3afa6, 0xa09d97, 0xc2bcb0] as const;

/** A road or a footbridge over both carriageways. */
export function buildBridge(site: Site, motorway: Motorway, s: number): void {
  const { random, plan } = site;
  const w = site.place(site.writers.shell, s, 0);
  const along = random.chance(0.35) ? random.range(1.4, 2) : random.range(4.5, 8),
    under = random.range(5, 6.2),
    deck = random.range(0.7, 1.4),
    reach = farEdge(motorway) + random.range(12, 24);
  const colour = random.pick(CONCRETE);
  w.surface(CLASS.building, LAYER.concrete).paint(colour);
  box(w, -reach, under, -along, reach, under + deck, along, SIDE.walls | SIDE.top, 4);
  w.paint(colour, 0.55);
  box(w, -reach, under, -along, reach, under + deck, along, SIDE.bottom, 4);
  const half = carriageway(motorway) / 2;
  const piers = [plan.side * (half + random.range(2.5, 6)), -plan.side * (farEdge(motorway) + random.range(2.5, 6))];
  if (motorway.median > 2) piers.push(-plan.side * (half + motorway.median / 2));
  for (const x of piers) {
    w.paint(colour, 0.9);
    for (const z of along > 3 ? [-along + 1, along - 1] : [0]) bar(w, [x, -3, z], [x, under, z], 0.5, 0.5, 9);
  }
  parapet(w, reach, under + deck, along, random.chance(0.5));
  w.pop();
  castBox(site.place(site.writers.shadows, s, 0), -reach, -along, reach, along, under + deck, 0.03, under);
  site.writers.shadows.pop();
}

/** Railings on both edges of a bridge, or low walls. */
function parapet(w: MeshWriter, reach: number, foot: number, along: number, railings: boolean): void {
  for (const z of [-along, along]) {
    if (!railings) {
      w.surface(CLASS.building, LAYER.concrete).paint(0xbdb8ae);
      box(w, -reach, foot, z - 0.12, reach, foot + 0.9, z + 0.12, SIDE.open, 4);
      continue;
    }
    w.surface(CLASS.fence, LAYER.plain, 0.2).paint(0x8a9093);
    for (const y of [0.45, 0.75, 1.05]) box(w, -reach, foot + y, z - 0.04, reach, foot + y + 0.07, z + 0.04, SIDE.open);
    for (let x = -reach; x <= reach; x += 2)
      box(w, x - 0.04, foot, z - 0.04, x + 0.04, foot + 1.1, z + 0.04, SIDE.walls);
  }
}
