import { describe, expect, it } from 'vitest';
import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';
import { createCentresKernel } from '../../../workers/instances/gpu/centres-kernel.ts';
import { groupThings } from '../../../workers/instances/grouping.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { needs } from '../needs.ts';
import { useBench } from './device.ts';
import { classOf, openThings } from './things.ts';

const bench = useBench();

interface Case {
  readonly name: string;
  readonly grid: Size;
  readonly size: Size;
  readonly classes: number;
  readonly planar?: boolean;
  readonly topK?: number;
  readonly sure?: number;
  heat(x: number, y: number, random: () => number): number;
  offset(x: number, y: number, random: () => number): readonly [down: number, right: number];
  label(x: number, y: number, random: () => number): number;
}

const still = () => [0, 0] as const;
const even = { width: 12, height: 8 };

const CASES: readonly Case[] = [
  {
    name: 'nothing: no heat',
    grid: even,
    size: { width: 24, height: 16 },
    classes: 3,
    heat: () => 0.05,
    offset: still,
    label: () => 1,
  },
  {
    name: 'no pixel of a thing',
    grid: even,
    size: { width: 24, height: 16 },
    classes: 3,
    heat: (x) => Number(x === 3),
    offset: still,
    label: () => 0,
  },
  {
    name: 'two things side by side, one at the edge',
    grid: even,
    size: { width: 25, height: 17 },
    classes: 3,
    heat: (x, y) => (y === 4 && x === 2 ? 0.9 : y === 4 && x === 11 ? 0.8 : 0),
    offset: (x, y) => [4 - y, (x < 7 ? 2 : 11) - x],
    label: (_x, y) => (y > 4 ? 1 : 0),
  },
  {
    name: 'noise, in planes',
    grid: { width: 21, height: 13 },
    size: { width: 43, height: 30 },
    classes: 5,
    heat: (_x, _y, random) => random(),
    offset: (_x, _y, random) => [random() * 9 - 4.5, random() * 9 - 4.5],
    label: (_x, _y, random) => Math.floor(random() * 5),
  },
  {
    name: 'noise, in pairs, of one class',
    planar: false,
    grid: { width: 13, height: 11 },
    size: { width: 13, height: 11 },
    classes: 2,
    heat: (_x, _y, random) => random(),
    offset: (_x, _y, random) => [random() * 60 - 30, random() * 60 - 30],
    label: () => 1,
  },
  {
    name: 'equal heat everywhere',
    grid: even,
    size: { width: 26, height: 19 },
    classes: 3,
    heat: () => 0.5,
    offset: still,
    label: () => 1,
  },
  {
    name: 'more things than there is room for',
    grid: { width: 40, height: 40 },
    size: { width: 80, height: 80 },
    classes: 3,
    heat: (x, y, random) => (x % 4 === 0 && y % 4 === 0 ? 0.5 + random() / 2 : 0),
    offset: (x, y) => [-(y % 4), -(x % 4)],
    label: (x) => 1 + (x & 1),
  },
  {
    name: 'the three surest',
    topK: 3,
    grid: { width: 40, height: 10 },
    size: { width: 80, height: 20 },
    classes: 3,
    heat: (x, y, random) => (x % 4 === 0 && y % 4 === 0 ? 0.5 + random() / 2 : 0),
    offset: (x, y) => [-(y % 4), -(x % 4)],
    label: () => 1,
  },
  {
    name: 'things around centres of which some are not sure enough',
    sure: 0.75,
    grid: { width: 40, height: 10 },
    size: { width: 80, height: 20 },
    classes: 3,
    heat: (x, y, random) => (x % 8 === 0 && y % 4 === 0 ? 0.5 + random() / 2 : 0),
    offset: (x, y) => [-(y % 4), -(x % 8)],
    label: () => 1,
  },
  {
    name: 'heat and offsets that are no numbers',
    grid: even,
    size: { width: 24, height: 17 },
    classes: 3,
    heat: (x, y) => (y === 4 && x === 2 ? 0.9 : x % 3 === 1 ? NaN : y === 1 ? Infinity : -1),
    offset: (x, y) => (x % 2 ? [NaN, 0] : [4 - y, y % 2 ? -Infinity : 1e30]),
    label: () => 1,
  },
];

describe.each(CASES)('centres of $name', await needs('webGpu'), (scene) => {
  it('gather the pixels that the CPU gathers around them', async () => {
    const { grid, size, planar = true, topK = 64, sure = 0 } = scene;
    const { heat, offsets, labels } = dataOf(scene);
    const classes = Array.from({ length: scene.classes }, (_, id) => classOf(id, id % 2 === 1 || id === 2));
    const strides = planar
      ? { channelStride: grid.width * grid.height, pixelStride: 1 }
      : { channelStride: 1, pixelStride: 2 };
    const heads = {
      classes,
      centres: 'centres',
      offsets: 'offsets',
      grid,
      strides,
      threshold: 0.1,
      sure,
      window: 7,
      topK,
    };
    const { device, floats } = bench();
    const things = await openThings(bench(), { classes, size, grid }, (fit) => createCentresKernel(device, heads, fit));
    const outputs = { centres: { buffer: floats(heat) }, offsets: { buffer: floats(offsets) } };
    const found = await things.run(labels, { outputs });
    const map = new Uint16Array(labels.length);
    const placement = { x: 0, y: 0, ...grid };
    const expected = groupThings(
      { heat, grid, offsets: { data: offsets, ...strides } },
      heads,
      { labels, size, placement, grid: bilinearGrid(grid, placement, size) },
      classes.map(({ thing }) => thing),
      map,
    );
    expect(found.instances.map(({ classId, score, area, box }) => ({ classId, score, area, box }))).toEqual(
      expected.map(({ classId, score, area, box }) => ({ classId, score, area, box })),
    );
    const layer = labels.map((id, at) => (map[at] ? scene.classes + map[at] - 1 : id));
    expect(Array.from(found.map)).toEqual(Array.from(layer));
  });
});

function dataOf({ grid, size, planar = true, heat, offset, label }: Case) {
  const cells = grid.width * grid.height;
  const random = randomly(cells);
  const data = { heat: new Float32Array(cells), offsets: new Float32Array(2 * cells) };
  for (let at = 0; at < cells; at += 1) {
    const [x, y] = [at % grid.width, Math.floor(at / grid.width)];
    data.heat[at] = heat(x, y, random);
    const way = offset(x, y, random);
    way.forEach((part, index) => (data.offsets[planar ? index * cells + at : at * 2 + index] = part));
  }
  const labels = new Uint8Array(size.width * size.height);
  for (let at = 0; at < labels.length; at += 1) {
    labels[at] = label(at % size.width, Math.floor(at / size.width), random);
  }
  return { ...data, labels };
}
