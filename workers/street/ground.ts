import { CLASS } from './classes.ts';
import { LAYER } from './textures/layers.ts';
import { STRETCH } from './plan.ts';
import { KERB, SIDE_STREET, type Site } from './site.ts';
import { strip, type Band } from './strip.ts';

const FAR = 72;
const GRASS = 0x8fa36b;

/** Road, kerbs, pavements and what lies behind them, following the bends. */
export function buildGround(site: Site): void {
  const { junction, start } = site;
  if (junction === null) return slab(site, start, start + STRETCH, 8, crossSection(site));
  const { half, gap } = SIDE_STREET;
  const near = junction - gap,
    far = junction + gap;
  slab(site, start, near, 3, crossSection(site));
  slab(site, near, junction - half, 1, besideSideStreet(site));
  slab(site, junction - half, junction + half, 2, [road(site, -FAR, FAR)]);
  slab(site, junction + half, far, 1, besideSideStreet(site));
  slab(site, far, start + STRETCH, 3, crossSection(site));
  for (const side of [-1, 1]) sideKerbs(site, junction, side);
}

function road(site: Site, u0: number, u1: number): Band {
  return { u0, u1, lift: 0, classId: CLASS.road, layer: LAYER.asphalt, colour: site.plan.asphalt };
}

function pavement(site: Site, u0: number, u1: number): Band {
  const { paving, pavingLayer } = site.plan;
  return { u0, u1, lift: KERB, classId: CLASS.pavement, layer: LAYER[pavingLayer], colour: paving };
}

function grass(u0: number, u1: number): Band {
  return { u0, u1, lift: KERB, classId: CLASS.tree, layer: LAYER.grass, colour: GRASS };
}

/** The bands from left to right where no street joins. */
function crossSection(site: Site): Band[] {
  const { roadHalf, verge } = site.plan;
  const edge = site.plotEdge;
  const green = site.district === 'suburb' || site.district === 'park';
  const bands = [road(site, -roadHalf, roadHalf)];
  for (const side of [-1, 1] as const) {
    const band = (near: number, far: number, make: (u0: number, u1: number) => Band) =>
      bands.push(make(Math.min(near * side, far * side), Math.max(near * side, far * side)));
    if (verge > 0) band(roadHalf, roadHalf + verge, grass);
    band(roadHalf + verge, edge, (a, b) => pavement(site, a, b));
    band(edge, FAR, green ? grass : (a, b) => pavement(site, a, b));
  }
  return bands;
}

function besideSideStreet(site: Site): Band[] {
  const { roadHalf } = site.plan;
  return [pavement(site, -FAR, -roadHalf), road(site, -roadHalf, roadHalf), pavement(site, roadHalf, FAR)];
}

/** Bands between two points of the road, in so many pieces, with kerbs where a raised band meets the road. */
function slab(site: Site, s0: number, s1: number, pieces: number, bands: readonly Band[]): void {
  for (const band of bands) strip(site, s0, s1, pieces, band);
  if (bands.length === 1) return;
  for (const side of [-1, 1]) kerb(site, s0, s1, pieces, side);
}

/** The kerb's face towards the road, and its paler stone on top. */
function kerb(site: Site, s0: number, s1: number, pieces: number, side: number): void {
  const { roadHalf } = site.plan;
  const stone = { lift: KERB + 0.004, classId: CLASS.pavement, layer: LAYER.concrete, colour: 0xc2beb6 };
  const near = roadHalf * side,
    far = (roadHalf + 0.28) * side;
  strip(site, s0, s1, pieces, { ...stone, u0: Math.min(near, far), u1: Math.max(near, far) });
  const w = site.writers.ground.surface(CLASS.pavement, LAYER.concrete).paint(0x9c9890);
  if (!w.fits((pieces + 1) * 2, pieces * 6)) return;
  const first = w.vertices;
  for (let i = 0; i <= pieces; i++) {
    const s = s0 + ((s1 - s0) * i) / pieces;
    for (const lift of [0, KERB + 0.004]) {
      w.vertex(site.x(s, near), site.y(s) + lift, site.z(s, near), -side, 0, 0, (s - site.start) / 4, lift);
    }
    if (i === 0) continue;
    const n = first + i * 2;
    if (side > 0) {
      w.triangle(n - 2, n, n + 1);
      w.triangle(n - 2, n + 1, n - 1);
    } else {
      w.triangle(n - 2, n + 1, n);
      w.triangle(n - 2, n - 1, n + 1);
    }
  }
}

/** The kerbs along a side street, seen edge-on as the car passes. */
function sideKerbs(site: Site, junction: number, side: number): void {
  const w = site.writers.ground.surface(CLASS.pavement, LAYER.concrete).paint(0xa8a49b);
  for (const end of [-1, 1]) {
    if (!w.fits(4, 6)) return;
    const s = junction + end * SIDE_STREET.half;
    const first = w.vertices;
    for (const u of [site.plan.roadHalf * side, FAR * side]) {
      for (const lift of [0, KERB]) w.vertex(site.x(s, u), site.y(s) + lift, site.z(s, u), 0, 0, end, u / 4, lift);
    }
    const flip = side * end < 0;
    w.triangle(first, flip ? first + 2 : first + 3, flip ? first + 3 : first + 2);
    w.triangle(first, flip ? first + 3 : first + 1, flip ? first + 1 : first + 3);
  }
}
