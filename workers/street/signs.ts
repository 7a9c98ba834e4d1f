import { CLASS } from './classes.ts';
import { mast, shade } from './furniture.ts';
import type { MeshWriter } from './mesh-writer.ts';
import { LAYER } from './textures/layers.ts';
import { SIGN_CELL } from './textures/signs.ts';
import type { Site } from './site.ts';
import { SIDE, bar, box, face } from './solids.ts';

const ROUND = [
  SIGN_CELL.limit,
  SIGN_CELL.noEntry,
  SIGN_CELL.limitFast,
  SIGN_CELL.noParking,
  SIGN_CELL.arrow,
  SIGN_CELL.cycle,
] as const;
const SQUARE = [SIGN_CELL.parking, SIGN_CELL.crossing, SIGN_CELL.name, SIGN_CELL.bus] as const;

/** A traffic sign on its post, facing the traffic that comes towards it from `towards` (1: from behind the car, −1: against it). */
export function signPost(site: Site, s: number, u: number, towards: 1 | -1 = 1): void {
  const { random } = site;
  const w = site.place(site.writers.detail, s, u, 0, towards > 0 ? random.range(-0.12, 0.12) : Math.PI);
  const height = random.range(2.4, 3.1);
  mast(w, 0x9a9d9e, height, 0.045);
  const kind = random.next();
  let y = height - 0.1;
  if (kind < 0.42) y = plate(w, random.pick(ROUND), y, random.range(0.34, 0.44), 12);
  else if (kind < 0.62) y = plate(w, random.chance(0.7) ? SIGN_CELL.warning : SIGN_CELL.giveWay, y, 0.5, 3);
  else if (kind < 0.7) y = plate(w, SIGN_CELL.stop, y, 0.42, 8);
  else if (kind < 0.8) y = plate(w, SIGN_CELL.bend, y, 0.46, 4);
  else y = board(w, random.pick(SQUARE), y, random.range(0.3, 0.5), random.range(0.3, 0.45));
  if (random.chance(0.25)) board(w, SIGN_CELL.name, y, 0.3, 0.14);
  w.pop();
  shade(site, s, u, 0.05, height);
}

/** A sheet of `sides` corners cut from a cell; its grey back too. Gives the height of its lower edge. */
function plate(w: MeshWriter, cell: number, top: number, radius: number, sides: number): number {
  const down = cell === SIGN_CELL.giveWay;
  const turn = sides === 8 ? Math.PI / 8 : sides === 4 || sides === 12 ? 0 : Math.PI;
  w.surface(CLASS.sign, LAYER.signs).paint(0xffffff).glow = 0.04;
  for (const [z, cellNow] of [
    [0.07, cell],
    [0.05, SIGN_CELL.back],
  ] as const) {
    if (!w.fits(sides, (sides - 2) * 3)) return top;
    const first = w.vertices;
    const cx = ((cellNow % 4) + 0.5) / 4,
      cy = 1 - (Math.floor(cellNow / 4) + 0.5) / 4;
    for (let i = 0; i < sides; i++) {
      const angle = (i / sides) * Math.PI * 2 + (sides === 3 ? (down ? -Math.PI / 2 : Math.PI / 2) : turn);
      const x = Math.cos(angle),
        y = Math.sin(angle);
      w.vertex(x * radius, top - radius + y * radius, z, 0, 0, z > 0.06 ? 1 : -1, cx + x * 0.118, cy + y * 0.118);
      if (i < 2) continue;
      if (z > 0.06) w.triangle(first, first + i - 1, first + i);
      else w.triangle(first, first + i, first + i - 1);
    }
  }
  return top - radius * 2 - 0.05;
}

/** A square sheet from a cell, its upper edge at `top`; gives the height of its lower edge. */
export function board(w: MeshWriter, cell: number, top: number, halfWidth: number, halfHeight: number): number {
  w.surface(CLASS.sign, LAYER.signs).paint(0xffffff).glow = 0.04;
  const u = (cell % 4) / 4 + 0.006,
    v = 1 - (Math.floor(cell / 4) + 1) / 4 + 0.006;
  const y0 = top - halfHeight * 2;
  face(
    w,
    [-halfWidth, y0, 0.07],
    [halfWidth, y0, 0.07],
    [halfWidth, top, 0.07],
    [-halfWidth, top, 0.07],
    u,
    v,
    u + 0.238,
    v + 0.238,
  );
  w.surface(CLASS.sign, LAYER.plain).paint(0x8c8e90);
  box(w, -halfWidth, y0, 0.05, halfWidth, top, 0.07, SIDE.back | SIDE.left | SIDE.right | SIDE.top);
  return y0 - 0.05;
}

/** A big direction board on two posts. */
export function directionBoard(site: Site, s: number, u: number): void {
  const w = site.place(site.writers.detail, s, u);
  for (const x of [-0.8, 0.8]) {
    w.surface(CLASS.pole, LAYER.plain).paint(0x8d9193);
    bar(w, [x, -0.5, 0], [x, 3.2, 0], 0.06, 0.06, 5);
  }
  board(w, SIGN_CELL.direction, 3.4, 1.2, 0.7);
  w.pop();
  shade(site, s, u, 0.9, 3.3);
}

/** Traffic lights; `reach` metres of arm over the road, or 0 for a head on the mast. */
export function trafficLight(site: Site, s: number, u: number, phase: 'red' | 'amber' | 'green', reach = 0): void {
  const w = site.place(site.writers.detail, s, u);
  const height = reach > 0 ? 5.6 : 3.4;
  mast(w, 0x55595c, height, reach > 0 ? 0.1 : 0.07);
  head(w, 0, 2.5, phase);
  if (reach > 0) {
    const x = -Math.sign(u) * reach;
    w.surface(CLASS.pole, LAYER.plain).paint(0x55595c);
    bar(w, [0, 5.5, 0], [x, 5.7, 0], 0.07, 0.05, 5);
    head(w, x, 4.9, phase);
  }
  w.pop();
  shade(site, s, u, 0.09, height);
}

function head(w: MeshWriter, x: number, y: number, phase: 'red' | 'amber' | 'green'): void {
  w.surface(CLASS.sign, LAYER.plain).paint(0x26282a);
  box(w, x - 0.2, y, 0.08, x + 0.2, y + 1, 0.34, SIDE.open | SIDE.bottom);
  box(w, x - 0.3, y - 0.1, 0.06, x + 0.3, y + 1.1, 0.08, SIDE.front | SIDE.back);
  const lamps = [
    ['green', 0.18, 0x39e07a],
    ['amber', 0.5, 0xffb52e],
    ['red', 0.82, 0xff3b30],
  ] as const;
  for (const [name, dy, colour] of lamps) {
    w.surface(CLASS.sign, LAYER.plain).paint(colour, name === phase ? 1 : 0.22).glow = name === phase ? 1 : 0;
    bar(w, [x, y + dy, 0.3], [x, y + dy, 0.4], 0.13, 0.12, 8, true);
  }
}
