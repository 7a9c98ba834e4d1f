import { CLASS } from '../classes.ts';
import type { MeshWriter } from '../mesh-writer.ts';
import { STRETCH } from '../plan.ts';
import { Random } from '../random.ts';
import { castBox } from '../shadows.ts';
import type { Site } from '../site.ts';
import { SIDE, box, face } from '../solids.ts';
import { LAYER } from '../textures/layers.ts';
import { BANK, VERGE } from './land.ts';
import { carriageway, farEdge, type Motorway } from './plan.ts';

/** Metres of a rail between two posts, and of a piece of concrete. */
const PIECE = 4;

/** Out and up, metres: a steel rail's two waves, from its lower edge to its upper one. */
const WAVES = [
  [0, 0.44],
  [0.08, 0.5],
  [0.02, 0.595],
  [0.08, 0.69],
  [0, 0.75],
] as const;

/** Out and up, metres: one side of a concrete barrier. */
const STEPPED = [
  [0.3, 0],
  [0.3, 0.08],
  [0.14, 0.33],
  [0.08, 0.92],
] as const;

/** What keeps cars on their carriageway: in the median all along, at the outer edges in runs. */
export function buildBarriers(site: Site, motorway: Motorway): void {
  const { side } = site.plan;
  const half = carriageway(motorway) / 2,
    { median, barrier } = motorway;
  const from = site.start,
    to = from + STRETCH;
  if (median < 3) along(site, from, to, -side * (half + median / 2), barrier === 'rail' ? bothRails : concrete);
  else {
    const make = barrier === 'rail' ? rail : concrete;
    along(site, from, to, -side * (half + 0.5), make, side);
    along(site, from, to, -side * (half + median - 0.5), make, -side);
  }
  if (site.span === 'tunnel') return;
  // a run is longer than a stretch, and where the land falls away there is always one
  for (const [u, outwards] of [
    [side * (half + 0.6), side],
    [-side * (farEdge(motorway) + 0.6), -side],
  ] as const) {
    if (falls(site, u, outwards) || railed(site, motorway, outwards)) along(site, from, to, u, rail, -outwards);
  }
}

const lot = new Random(0);

function railed({ plan, stretch }: Site, { railed: share }: Motorway, side: number): boolean {
  return lot.reseed(plan.seed, 0x4a11, Math.floor(stretch / 5), side).chance(share);
}

function falls({ land, start }: Site, u: number, outwards: number): boolean {
  return (land?.height(start + STRETCH / 2, u + outwards * (VERGE + BANK)) ?? 0) < -1;
}

type Make = (w: MeshWriter, half: number, towards: number) => void;

function along(site: Site, s0: number, s1: number, u: number, make: Make, towards = 1): void {
  for (let s = s0; s < s1; s += PIECE) {
    const middle = s + PIECE / 2;
    make(site.follow(site.writers.shell, middle, u), PIECE / 2 + 0.02, towards);
    site.writers.shell.pop();
  }
  castBox(
    site.follow(site.writers.shadows, (s0 + s1) / 2, u),
    -0.1,
    (s0 - s1) / 2,
    0.1,
    (s1 - s0) / 2,
    0.75,
    0.03,
    0.3,
  );
  site.writers.shadows.pop();
}

/** A steel rail that faces `towards`, with its posts behind it. */
function rail(w: MeshWriter, half: number, towards: number): void {
  w.surface(CLASS.fence, LAYER.plain, 0.35).paint(0xa9aeb1);
  sheet(w, WAVES, half, towards, 0);
  w.surface(CLASS.fence, LAYER.plain, 0.1).paint(0x868b8e);
  sheet(w, [WAVES[0], WAVES[4]], half, -towards, 0);
  post(w, -0.05 * towards);
}

function bothRails(w: MeshWriter, half: number): void {
  w.surface(CLASS.fence, LAYER.plain, 0.35).paint(0xa9aeb1);
  for (const towards of [1, -1]) sheet(w, WAVES, half, towards, 0.1);
  post(w, 0);
}

function post(w: MeshWriter, x: number): void {
  w.surface(CLASS.fence, LAYER.plain, 0.1).paint(0x7d8285);
  box(w, x - 0.05, -0.4, -0.04, x + 0.05, 0.72, 0.04, SIDE.walls);
}

function concrete(w: MeshWriter, half: number): void {
  w.surface(CLASS.fence, LAYER.concrete).paint(0xb5b2aa);
  for (const towards of [1, -1]) sheet(w, STEPPED, half, towards, 0);
  const [top, height] = STEPPED[3];
  face(w, [-top, height, half], [top, height, half], [top, height, -half], [-top, height, -half]);
}

/** A bent sheet along the road: its outline from below, seen from the side that it faces. */
function sheet(
  w: MeshWriter,
  outline: readonly (readonly [number, number])[],
  half: number,
  towards: number,
  out: number,
): void {
  for (let i = 1; i < outline.length; i++) {
    const [x0 = 0, y0 = 0] = outline[i - 1] ?? [];
    const [x1 = 0, y1 = 0] = outline[i] ?? [];
    const a = (x0 + out) * towards,
      b = (x1 + out) * towards,
      z = half * towards;
    face(w, [a, y0, z], [a, y0, -z], [b, y1, -z], [b, y1, z], 0, y0, half, y1);
  }
}
