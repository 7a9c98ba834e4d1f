import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';
import { createTracker } from '../../../src/core/instances/tracker.ts';
import { coarseOf } from '../../../workers/instances/coarse.ts';
import { groupThings, type CentreHeads } from '../../../workers/instances/grouping.ts';
import type { Ground } from '../../../workers/instances/ground.ts';
import { toInstance } from '../../../workers/instances/things.ts';
import { median } from '../ratio.ts';
import type { Row, Section } from '../row.ts';

interface ThingsResult {
  /** Of the network's heads. */
  readonly grid: Size;
  readonly things: number;
  /** Milliseconds, p50: from heat and offsets to things and their map; and from there to their tracks. */
  readonly decode: number;
  readonly tracks: number;
}

const SIZE: Size = { width: 512, height: 288 };
const COUNT = 12;
const ROUNDS = 400;
/** Milliseconds. */
const BAR = 3;
const OPTIONS = { threshold: 0.1, window: 7, topK: 64 };
/** Class 0 is none. */
const THINGS = [false, true, true];

/** Telling things apart in a label map of 512 × 288, of which they have a third, by heads on a driving model's grid or its own. */
export async function benchThings(): Promise<Section> {
  const results = [{ width: 144, height: 80 }, SIZE].map(benchGrid);
  return { rows: results.map(toRow), results };
}

function toRow({ grid: { width, height }, things: count, decode, tracks }: ThingsResult): Row {
  const time = decode + tracks;
  return {
    what: `things of a label map of 512×288 by heads on a grid of ${width}×${height}, and their tracks`,
    figure: `${time.toFixed(2)} ms`,
    detail: `${count} things; decode ${decode.toFixed(2)} ms, tracks ${tracks.toFixed(2)} ms`,
    bar: `≤ ${BAR} ms`,
    met: time <= BAR,
  };
}

function benchGrid(grid: Size): ThingsResult {
  const scenes = Array.from({ length: 8 }, (_, shift) => sceneOf(grid, shift));
  const map = new Uint16Array(SIZE.width * SIZE.height);
  const tracker = createTracker();
  const decode: number[] = [];
  const tracks: number[] = [];
  let things = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { ground, heads } = scenes[round % scenes.length]!;
    const start = performance.now();
    const found = groupThings(heads, OPTIONS, ground, THINGS, map);
    const apart = performance.now();
    const instances = found.map((thing, index) => toInstance(thing, { id: index + 1, score: thing.score }, SIZE, SIZE));
    tracker.next({ seconds: round / 30, size: SIZE, coarse: coarseOf(map, SIZE), instances });
    tracks.push(performance.now() - apart);
    decode.push(apart - start);
    things = found.length;
  }
  // the first rounds are compiled
  const warm = ROUNDS / 4;
  return { grid, things, decode: median(decode.slice(warm)), tracks: median(tracks.slice(warm)) };
}

/** Ellipses in rows of six, each around its centre. */
function sceneOf(grid: Size, shift: number): { heads: CentreHeads; ground: Ground } {
  const centres = Array.from({ length: COUNT }, (_, n) => ({
    x: 42 + (n % 6) * 85 + shift,
    y: 76 + Math.floor(n / 6) * 136,
    across: 40 - (n % 3) * 4,
    down: 62 - (n % 4) * 6,
  }));
  const labels = new Uint8Array(SIZE.width * SIZE.height);
  const cells = grid.width * grid.height;
  const heat = new Float32Array(cells);
  const data = new Float32Array(2 * cells);
  const [sx, sy] = [grid.width / SIZE.width, grid.height / SIZE.height];
  for (let at = 0; at < labels.length; at += 1) {
    const [x, y] = [at % SIZE.width, Math.floor(at / SIZE.width)];
    const n = nearest(centres, x, y);
    const { x: cx, y: cy, across, down } = centres[n]!;
    if (((x - cx) / across) ** 2 + ((y - cy) / down) ** 2 < 1) labels[at] = 1 + (n % 2);
  }
  for (let cell = 0; cell < cells; cell += 1) {
    const [x, y] = [(cell % grid.width) / sx, Math.floor(cell / grid.width) / sy];
    const { x: cx, y: cy } = centres[nearest(centres, x, y)]!;
    const wobble = Math.sin(cell);
    data[cell] = (cy - y) * sy + wobble;
    data[cells + cell] = (cx - x) * sx - wobble;
    heat[cell] = Math.exp(-(((cx - x) * sx) ** 2 + ((cy - y) * sy) ** 2) / 32) * 0.9;
  }
  const placement = { x: 0, y: 0, ...grid };
  return {
    heads: { heat, grid, offsets: { data, channelStride: cells, pixelStride: 1 } },
    ground: { labels, size: SIZE, placement, grid: bilinearGrid(grid, placement, SIZE) },
  };
}

function nearest(centres: readonly { readonly x: number; readonly y: number }[], x: number, y: number): number {
  const far = centres.map((each) => (each.x - x) ** 2 + (each.y - y) ** 2);
  return far.indexOf(Math.min(...far));
}
