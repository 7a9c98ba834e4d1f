import { CLASS } from '../classes.ts';
import type { MeshWriter } from '../mesh-writer.ts';
import { STRETCH } from '../plan.ts';
import { castBox } from '../shadows.ts';
import type { Site } from '../site.ts';
import { SIDE, box, face } from '../solids.ts';
import { LAYER } from '../textures/layers.ts';
import { carriageway, farEdge, TUBE, type Motorway } from './plan.ts';

/** Metres from the asphalt to the roof. */
const HEIGHT = 5.8;
/** How deep a portal reaches down: deeper than any bank falls. */
const FOOT = -8;

/** A stretch of tunnel: walls, a roof, lamps along it, and a portal at either end. */
export function buildTunnel(
  site: Site,
  motorway: Motorway,
  ends: { readonly near: boolean; readonly far: boolean },
): void {
  const { start } = site;
  const half = carriageway(motorway) / 2 + TUBE;
  const w = site.writers.shell;
  // in four pieces, since the road may bend
  for (let s = start + 5; s < start + STRETCH; s += 10) {
    site.follow(w, s, 0);
    for (const x of [-1, 1]) {
      w.surface(CLASS.building, LAYER.concrete).paint(0x8f8b80).glow = 0.1;
      wall(w, x * half, -0.3, HEIGHT, 5.1);
      w.surface(CLASS.building, LAYER.plain).paint(0xc9c5b6).glow = 0.16;
      wall(w, x * (half - 0.03), 0.9, 3, 5.1);
    }
    w.surface(CLASS.building, LAYER.concrete).paint(0x4c4a46).glow = 0.04;
    face(w, [-half, HEIGHT, -5.1], [half, HEIGHT, -5.1], [half, HEIGHT, 5.1], [-half, HEIGHT, 5.1], 0, 0, 4, 3);
    w.surface(CLASS.building, LAYER.plain).paint(0xfff3d0).glow = 0.9;
    for (const x of [-half * 0.45, half * 0.45])
      face(
        w,
        [x - 0.2, HEIGHT - 0.05, -2],
        [x + 0.2, HEIGHT - 0.05, -2],
        [x + 0.2, HEIGHT - 0.05, 2],
        [x - 0.2, HEIGHT - 0.05, 2],
      );
    w.pop();
  }
  castBox(
    site.follow(site.writers.shadows, start + STRETCH / 2, 0),
    -half,
    -STRETCH / 2,
    half,
    STRETCH / 2,
    HEIGHT,
    0.03,
  );
  site.writers.shadows.pop();
  if (ends.near) portal(site, motorway, start, -1);
  if (ends.far) portal(site, motorway, start + STRETCH, 1);
}

/** The inner side of a wall along the road. */
function wall(w: MeshWriter, x: number, low: number, high: number, half: number): void {
  const z = x < 0 ? half : -half;
  face(w, [x, low, z], [x, low, -z], [x, high, -z], [x, high, z], 0, low / 3, half, high / 3);
}

/** A wall across both carriageways with a mouth in it, the other tube's dark, and the hill `behind` it: −1 ahead, 1 on the near side. */
function portal(site: Site, motorway: Motorway, s: number, behind: 1 | -1): void {
  const { side } = site.plan;
  const w = site.place(site.writers.shell, s, 0);
  const half = carriageway(motorway) / 2 + TUBE,
    top = HEIGHT + 3.5,
    reach = farEdge(motorway) + 40;
  const faces = SIDE.front | SIDE.back;
  w.surface(CLASS.building, LAYER.concrete).paint(0xa7a297);
  box(w, half, FOOT, -0.4, reach, top, 0.4, faces | SIDE.left, 4);
  box(w, -reach, FOOT, -0.4, -half, top, 0.4, faces | SIDE.right, 4);
  box(w, -half, HEIGHT, -0.4, half, top, 0.4, faces | SIDE.bottom, 4);
  const inner = -side * (carriageway(motorway) / 2 + Math.max(motorway.median, 2 * TUBE)),
    outer = -side * (farEdge(motorway) + TUBE);
  w.surface(CLASS.building, LAYER.plain).paint(0x100f0e);
  box(w, Math.min(inner, outer), 0, -0.45, Math.max(inner, outer), HEIGHT, 0.45, faces);
  w.surface(CLASS.tree, LAYER.grass).paint(0x7f9360);
  const [from, to] = behind < 0 ? [-14, -0.3] : [0.3, 14];
  box(w, -reach, top - 0.2, from, reach, top + 2.5, to, SIDE.walls | SIDE.top, 4);
  w.pop();
}
