import { CLASS } from '../classes.ts';
import type { MeshWriter } from '../mesh-writer.ts';
import { castBox } from '../shadows.ts';
import { board } from '../signs.ts';
import type { Site } from '../site.ts';
import { SIDE, bar, box } from '../solids.ts';
import { LAYER } from '../textures/layers.ts';
import { SIGN_CELL } from '../textures/signs.ts';
import { carriageway, laneOffset, type Motorway } from './plan.ts';

/** A frame over the carriageway with boards for the lanes; `s` is where it stands. */
export function buildGantry(site: Site, motorway: Motorway, s: number): void {
  const { random, plan } = site;
  const w = site.place(site.writers.shell, s, 0);
  const half = carriageway(motorway) / 2 + 1.1,
    top = random.range(6.2, 7.4),
    thick = random.range(0.12, 0.24),
    metal = random.pick([0x8d9194, 0x6f7578, 0xa6abae]);
  w.surface(CLASS.pole, LAYER.plain, 0.15).paint(metal);
  for (const x of [-half, half]) box(w, x - thick, -0.4, -thick, x + thick, top + 0.6, thick, SIDE.open);
  // two chords, and what holds them apart
  for (const y of [top - 0.5, top + 0.5]) box(w, -half, y, -0.1, half, y + 0.2, 0.1, SIDE.open | SIDE.bottom);
  for (let x = -half; x < half - 1; x += 1.6) bar(w, [x, top - 0.4, 0], [x + 0.8, top + 0.5, 0], 0.05, 0.05, 4);
  const wide = random.chance(0.35);
  for (let lane = 0; lane < (wide ? 1 : motorway.lanes); lane++) {
    if (!wide && random.chance(0.25)) continue;
    w.push(plan.side * (wide ? 0 : laneOffset(motorway, lane)), 0, 0.15);
    if (wide) board(w, SIGN_CELL.direction, top + 1.3, half * random.range(0.4, 0.8), 1.3);
    else if (random.chance(0.7)) board(w, SIGN_CELL.direction, top + 1.2, 1.55, random.range(0.9, 1.4));
    else display(w, top);
    w.pop();
  }
  w.pop();
  castBox(site.place(site.writers.shadows, s, 0), -half, -0.15, half, 0.15, top + 0.7, 0.03, top - 0.5);
  site.writers.shadows.pop();
}

/** A dark matrix with a limit in it. */
function display(w: MeshWriter, top: number): void {
  w.surface(CLASS.sign, LAYER.plain).paint(0x17181a);
  box(w, -0.8, top - 0.7, 0, 0.8, top + 0.9, 0.12, SIDE.open | SIDE.bottom);
  w.push(0, 0, 0.1);
  board(w, SIGN_CELL.limitFast, top + 0.7, 0.55, 0.55);
  w.pop();
}
