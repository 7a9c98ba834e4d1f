import type { Size } from '../../src/core/geometry/fit.ts';
import { isSpeck, MOST_INSTANCES } from '../../src/core/instances/instance.ts';
import type { LabelMap } from '../../src/core/labels/label-map.ts';
import type { Region } from './things.ts';

/** Pixels of one class side by side in a row. */
interface Runs {
  readonly rows: number[];
  /** First column, and the one behind the last. */
  readonly starts: number[];
  readonly ends: number[];
  readonly classes: number[];
  /** A run of the same region, itself or one before; the root's is itself. */
  readonly parents: number[];
}

/**
 * Takes things apart where a network does not: each connected region (8 neighbours) of a thing's class is one, numbered from 1 by
 * falling size. Specks are left out, and all beyond the 999th. Runs of a row with union-find (Rosenfeld & Pfaltz 1966; by runs: He,
 * Chao, Suzuki 2008).
 * @param labels height × width class ids
 * @param isThing by class id
 * @param map takes each pixel's number, height × width
 * @param put takes pixels of a region side by side: its number, row, first column and the one behind the last
 */
export function findRegions(
  labels: LabelMap,
  size: Size,
  isThing: readonly boolean[],
  map: Uint16Array,
  put: (number: number, row: number, start: number, end: number) => void = () => undefined,
): Region[] {
  const runs = joinedRuns(labels, size, isThing);
  const count = runs.rows.length;
  const areas = new Uint32Array(count);
  for (let run = 0; run < count; run += 1) {
    // a root lies before all others of its region, so that parents are settled on the way
    const root = (runs.parents[run] = runs.parents[runs.parents[run]!]!);
    areas[root]! += runs.ends[run]! - runs.starts[run]!;
  }
  const roots: number[] = [];
  for (let run = 0; run < count; run += 1) {
    if (runs.parents[run] === run && !isSpeck(areas[run]!, labels.length)) roots.push(run);
  }
  roots.sort((a, b) => areas[b]! - areas[a]! || a - b);
  const regions = roots.slice(0, MOST_INSTANCES).map((root) => begun(runs, root, areas[root]!));
  const numbers = new Uint16Array(count);
  regions.forEach((_, index) => (numbers[roots[index]!] = index + 1));
  map.fill(0);
  for (let run = 0; run < count; run += 1) {
    const number = numbers[runs.parents[run]!]!;
    if (number === 0) continue;
    const [row, start, end] = [runs.rows[run]!, runs.starts[run]!, runs.ends[run]!];
    map.fill(number, row * size.width + start, row * size.width + end);
    extend(regions[number - 1]!, runs, run);
    put(number, row, start, end);
  }
  return regions.map(({ left, top, right, bottom, classId, area }) => ({
    classId,
    area,
    box: { x: left, y: top, width: right - left, height: bottom - top },
  }));
}

interface Growing {
  readonly classId: number;
  readonly area: number;
  readonly top: number;
  left: number;
  right: number;
  bottom: number;
}

function begun({ rows, starts, ends, classes }: Runs, root: number, area: number): Growing {
  const top = rows[root]!;
  return { classId: classes[root]!, area, top, left: starts[root]!, right: ends[root]!, bottom: top + 1 };
}

function extend(region: Growing, { rows, starts, ends }: Runs, run: number): void {
  region.left = Math.min(region.left, starts[run]!);
  region.right = Math.max(region.right, ends[run]!);
  region.bottom = rows[run]! + 1;
}

function joinedRuns(labels: LabelMap, { width, height }: Size, isThing: readonly boolean[]): Runs {
  const runs: Runs = { rows: [], starts: [], ends: [], classes: [], parents: [] };
  /** The runs of the row above. */
  let above = 0;
  for (let y = 0, at = 0; y < height; y += 1) {
    const first = runs.rows.length;
    const end = at + width;
    for (let from = at; from < end;) {
      const id = labels[from]!;
      let to = from + 1;
      while (to < end && labels[to] === id) to += 1;
      if (isThing[id]) add(runs, y, from - at, to - at, id);
      from = to;
    }
    join(runs, above, first);
    above = first;
    at = end;
  }
  return runs;
}

function add(runs: Runs, row: number, start: number, end: number, id: number): void {
  runs.parents.push(runs.rows.length);
  runs.rows.push(row);
  runs.starts.push(start);
  runs.ends.push(end);
  runs.classes.push(id);
}

/** Joins the runs of a row, from `first` on, with those of the row above that touch them, corners included. */
function join({ starts, ends, classes, parents }: Runs, above: number, first: number): void {
  let upper = above;
  for (let run = first; run < starts.length; run += 1) {
    while (upper < first && ends[upper]! < starts[run]!) upper += 1;
    for (let other = upper; other < first && starts[other]! <= ends[run]!; other += 1) {
      if (classes[other] === classes[run]) unite(parents, other, run);
    }
  }
}

function unite(parents: number[], a: number, b: number): void {
  const [one, two] = [find(parents, a), find(parents, b)];
  parents[Math.max(one, two)] = Math.min(one, two);
}

function find(parents: number[], run: number): number {
  let root = run;
  while (parents[root]! !== root) root = parents[root]!;
  for (let at = run; at !== root;) {
    const next = parents[at]!;
    parents[at] = root;
    at = next;
  }
  return root;
}
