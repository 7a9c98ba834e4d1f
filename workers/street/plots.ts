import { buildBlock } from './buildings.ts';
import { type FenceKind, buildFence, buildWall } from './fences.ts';
import { buildHouse, buildShed } from './houses.ts';
import { STRETCH } from './plan.ts';
import { buildBackdrop, buildSideStreet } from './side-street.ts';
import { SIDE_STREET, type Site } from './site.ts';
import { plantBush, plantHedge, plantTree } from './trees.ts';

/** What stands behind the pavements of a stretch, on both sides. */
export function buildPlots(site: Site): void {
  const { start, junction } = site;
  const end = start + STRETCH;
  for (const side of [-1, 1] as const) {
    const runs =
      junction === null
        ? ([[start, end]] as const)
        : ([
            [start, junction - SIDE_STREET.gap],
            [junction + SIDE_STREET.gap, end],
          ] as const);
    for (const [s0, s1] of runs) line(site, s0, s1, side);
    if (junction !== null) buildSideStreet(site, junction, side);
    if (site.district !== 'city') buildBackdrop(site, side);
  }
}

function line(site: Site, s0: number, s1: number, side: 1 | -1): void {
  const { district, random } = site;
  if (district === 'city' || district === 'oldtown') terrace(site, s0, s1, side);
  else if (district === 'suburb') gardens(site, s0, s1, side);
  else if (district === 'works' && random.chance(0.8)) works(site, s0, s1, side);
  else park(site, s0, s1, side);
}

/** Puts a builder at a plot: its z axis towards the road, so many metres behind the pavement. */
function onPlot(site: Site, s: number, side: 1 | -1, setback: number, build: () => void, u = site.plotEdge): void {
  const { shell, detail, cutouts, shadows } = site.writers;
  const writers = [shell, detail, cutouts, shadows];
  for (const w of writers) site.place(w, s, (u + setback) * side, w === shadows ? 0 : 0.1, (side * Math.PI) / 2);
  build();
  for (const w of writers) w.pop();
}

/** Cuts a run into plots that fill it. */
function divide(
  site: Site,
  s0: number,
  s1: number,
  low: number,
  high: number,
  build: (middle: number, width: number) => void,
): void {
  const count = Math.max(1, Math.round((s1 - s0) / site.random.range(low, high)));
  const width = (s1 - s0) / count;
  for (let i = 0; i < count; i++) build(s0 + (i + 0.5) * width, width);
}

function terrace(site: Site, s0: number, s1: number, side: 1 | -1): void {
  const { random, district } = site;
  const tall = district === 'city' ? random.range(3, 7) : random.range(2, 3.4);
  divide(site, s0, s1, 8, 17, (s, width) => {
    if (random.chance(0.06)) return gap(site, s, width, side);
    const floors = Math.max(1, Math.round(tall + random.range(-1.4, 1.6)));
    onPlot(site, s, side, random.chance(0.2) ? random.range(0.2, 1.2) : 0, () => buildBlock(site, width + 0.1, floors));
  });
}

/** An empty plot: a fence or a wall, and green behind it. */
function gap(site: Site, s: number, width: number, side: 1 | -1): void {
  const { random, plotEdge } = site;
  const u = (plotEdge + 0.2) * side;
  if (random.chance(0.65))
    buildFence(site, s - width / 2, s + width / 2, u, random.pick(['boards', 'railing', 'mesh']));
  else buildWall(site, s - width / 2, s + width / 2, u, 1.9);
  for (let i = 0; i < 3; i++)
    plantTree(site, s + random.range(-width / 2, width / 2), u + side * random.range(2, 9), random.range(0.7, 1.2));
}

function gardens(site: Site, s0: number, s1: number, side: 1 | -1): void {
  const { random, plotEdge } = site;
  const setback = random.range(3.5, 7.5);
  divide(site, s0, s1, 13, 19, (s, width) => {
    const half = width / 2;
    onPlot(site, s, side, setback + random.range(-0.8, 0.8), () =>
      buildHouse(site, Math.min(width * random.range(0.62, 0.85), 13)),
    );
    border(site, s - half, s + half * 0.45, (plotEdge + 0.25) * side);
    if (random.chance(0.4)) border(site, s + half * 0.75, s + half, (plotEdge + 0.25) * side);
    for (let i = random.int(3); i > 0; i--)
      plantBush(site, s + random.range(-half, half), (plotEdge + random.range(1, 3)) * side, random.range(0.5, 1.1));
    if (random.chance(0.55))
      plantTree(
        site,
        s + half * random.range(0.6, 1),
        (plotEdge + random.range(1.6, setback)) * side,
        random.range(0.5, 1),
      );
    if (random.chance(0.5))
      plantTree(site, s + random.range(-half, half), (plotEdge + setback + 14) * side, random.range(1, 1.6));
  });
}

/** What parts a garden from the pavement. */
function border(site: Site, s0: number, s1: number, u: number): void {
  const { random } = site;
  const kind = random.next();
  if (kind < 0.3) plantHedge(site, s0, s1, u, random.range(0.8, 1.9));
  else if (kind < 0.45) buildWall(site, s0, s1, u, random.range(0.6, 1.1));
  else if (kind < 0.95)
    buildFence(site, s0, s1, u, random.pick<FenceKind>(['picket', 'picket', 'boards', 'railing', 'mesh']));
}

function works(site: Site, s0: number, s1: number, side: 1 | -1): void {
  const { random, plotEdge } = site;
  const setback = random.range(4, 10);
  onPlot(site, (s0 + s1) / 2, side, setback, () => buildShed(site, (s1 - s0) * random.range(0.75, 0.98)));
  buildFence(
    site,
    s0,
    s1,
    (plotEdge + 0.3) * side,
    random.pick<FenceKind>(['mesh', 'mesh', 'boards', 'railing', 'guard']),
  );
  for (let i = 0; i < 3; i++)
    plantBush(site, random.range(s0, s1), (plotEdge + random.range(1, 3.5)) * side, random.range(0.6, 1.2));
}

function park(site: Site, s0: number, s1: number, side: 1 | -1): void {
  const { random, plotEdge } = site;
  const kind = random.next();
  if (kind < 0.55)
    buildFence(
      site,
      s0,
      s1,
      (plotEdge + 0.25) * side,
      random.pick<FenceKind>(['railing', 'railing', 'boards', 'guard', 'mesh']),
    );
  else if (kind < 0.8) plantHedge(site, s0, s1, (plotEdge + 0.5) * side, random.range(0.8, 1.7), 1);
  for (let i = 0; i < 8; i++)
    plantTree(site, random.range(s0, s1), (plotEdge + random.range(2, 26)) * side, random.range(0.8, 1.7));
  for (let i = 0; i < 4; i++)
    plantBush(site, random.range(s0, s1), (plotEdge + random.range(1.2, 8)) * side, random.range(0.6, 1.4));
}
