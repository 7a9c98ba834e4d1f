import { describe, expect, it } from 'vitest';
import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';
import { SHADES, shadesOf } from '../../../src/core/instances/shade.ts';
import { createLabelMap, type OwnLabelMap } from '../../../src/core/labels/label-map.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { classPalette } from '../../../src/core/labels/palette.ts';
import { createCrowd } from '../../../workers/instances/crowd.ts';
import { createCrowdKernel } from '../../../workers/instances/gpu/crowd-kernel.ts';
import { createRegionsKernel } from '../../../workers/instances/gpu/regions-kernel.ts';
import { createRegionThings } from '../../../workers/instances/region-things.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { needs } from '../needs.ts';
import { useBench } from './device.ts';
import { classOf, openThings } from './things.ts';

const bench = useBench();

const MOST = 64;

interface Case {
  readonly name: string;
  readonly size: Size;
  readonly classes: number;
  label(x: number, y: number, random: () => number): number;
}

const CASES: readonly Case[] = [
  { name: 'a single pixel', size: { width: 1, height: 1 }, classes: 3, label: () => 1 },
  { name: 'no thing', size: { width: 9, height: 5 }, classes: 3, label: () => 0 },
  { name: 'one thing all over', size: { width: 13, height: 7 }, classes: 3, label: () => 2 },
  { name: 'noise', size: { width: 23, height: 11 }, classes: 5, label: (_x, _y, random) => Math.floor(random() * 5) },
  // as many regions as fields, each of four pixels, their corners apart
  {
    name: 'more things than there is room for',
    size: { width: 30, height: 27 },
    classes: 3,
    label: (x, y) => (x % 3 < 2 && y % 3 < 2 ? 1 : 0),
  },
  {
    name: 'specks beside what is none',
    size: { width: 101, height: 63 },
    classes: 3,
    label: (x, y) => Number((x < 3 && y < 1) || (x > 90 && y > 60) || (x % 10 === 5 && y % 10 === 5)),
  },
  // two combs, one into the other
  {
    name: 'winding things',
    size: { width: 41, height: 30 },
    classes: 3,
    label: (x, y) => (y % 4 === 0 || x === (y % 8 < 4 ? 40 : 0) ? 1 : y % 4 === 2 ? 2 : 0),
  },
  {
    name: 'class ids of 16 bits',
    size: { width: 19, height: 10 },
    classes: 300,
    label: (x, y) => (x < 9 ? 299 : y < 5 ? 298 : 256),
  },
];

describe.each(CASES)('a label map of $name', await needs('webGpu'), ({ size, classes: count, label }) => {
  it('falls apart into the regions that the CPU finds, and is coloured by them', async () => {
    const classes = Array.from({ length: count }, (_, id) => classOf(id, id % 2 === 1 || id === 2));
    const labels = mapOf(size, count, label);
    // as sure as may be, on a grid that lies otherwise
    const grid = { width: Math.ceil(size.width / 3), height: Math.ceil(size.height / 2) };
    const random = randomly(count);
    const confidence = Float32Array.from({ length: grid.width * grid.height }, () => 0.5 + random() / 2);
    const things = await openThings(bench(), { classes, size, grid, confidence }, (fit) =>
      createRegionsKernel(bench().device, classes, fit),
    );
    const found = await things.run(labels);
    const { instances, map: numbers } = createRegionThings(classes).of({
      labels,
      size,
      frame: size,
      scores: scoresOf(confidence, grid, count),
      grid: bilinearGrid(grid, { x: 0, y: 0, ...grid }, size),
    });
    expect(found.instances).toEqual(
      instances.slice(0, MOST).map((each) => ({
        ...each,
        track: each.id,
        score: expect.closeTo(each.score, 5) as number,
      })),
    );
    const expected = labels.map((id, at) => {
      const number = numbers[at]!;
      return number > 0 && number <= MOST ? count + number - 1 : id;
    });
    expect(Array.from(found.map)).toEqual(Array.from(expected));
    const shades = shadesOf(classes);
    expect(Array.from(found.palette.subarray(0, count))).toEqual(Array.from(classPalette(classes).subarray(0, count)));
    found.instances.forEach(({ id, track, classId }) =>
      expect(found.palette[count + id - 1]).toBe(shades[classId * SHADES + (track % SHADES)]),
    );
  });
});

describe('a look at how many things lie apart', await needs('webGpu'), () => {
  const MAPS: readonly Case[] = [
    ...CASES,
    {
      name: 'three people, and a bag',
      size: { width: 320, height: 180 },
      classes: 2,
      label: (x, y) => Number(y > 40 && (x % 100 < 60 || (x % 100 > 80 && x % 100 < 84))),
    },
    // parts of two rows that touch by corners alone, and one that winds from the last column to the first
    { name: 'steps', size: { width: 64, height: 36 }, classes: 3, label: (x, y) => Number((x + y) % 12 === 0) },
    {
      name: 'a snake',
      size: { width: 64, height: 36 },
      classes: 2,
      label: (x, y) => Number(y % 3 > 0 || x === (y % 6 ? 0 : 63)),
    },
    {
      name: 'coarse noise',
      size: { width: 97, height: 71 },
      classes: 3,
      label: (x, y) => ((x >> 4) * 7 + (y >> 4) * 5) % 3,
    },
  ];
  it('sees on the GPU what it sees on the CPU', async () => {
    const seen = new Map<string, readonly [gpu: number, cpu: number | null]>();
    for (const { name, size, classes: count, label } of MAPS) {
      const { device, buffers } = bench();
      const classes = Array.from({ length: count }, (_, id) => classOf(id, id % 2 === 1 || id === 2));
      const map = mapOf(size, count, label);
      const bytes = new Uint8Array(Math.ceil(map.byteLength / 4) * 4);
      bytes.set(new Uint8Array(map.buffer, map.byteOffset, map.byteLength));
      const labels = buffers.filled('Test.labels', new Uint32Array(bytes.buffer));
      const crowd = await createCrowdKernel(device, classes);
      await bench().run((pass) => crowd.run(pass, { labels, size }));
      const [onGpu = NaN] = await bench().readWords(crowd.count, 1);
      crowd.destroy();
      seen.set(name, [onGpu, createCrowd(classes.map(({ thing }) => thing)).of(map, size, 0)]);
    }
    for (const [name, [onGpu, onCpu]] of seen) expect(onGpu, name).toBe(onCpu);
    expect(seen.get('three people, and a bag')).toEqual([4, 4]);
    expect(seen.get('a snake')).toEqual([1, 1]);
  });
});

/** Scores of which one has the confidence, whichever. */
function scoresOf(confidence: Float32Array, grid: Size, classes: number): Scores {
  const data = new Float32Array(classes * confidence.length);
  confidence.forEach((value, cell) => (data[(cell % classes) * confidence.length + cell] = value));
  return { ...grid, classes, kind: 'probabilities', data, classStride: confidence.length, pixelStride: 1 };
}

function mapOf({ width, height }: Size, classes: number, label: Case['label']): OwnLabelMap {
  const labels = createLabelMap(classes, width * height);
  const random = randomly(width * height);
  for (let at = 0; at < labels.length; at += 1) labels[at] = label(at % width, Math.floor(at / width), random);
  return labels;
}
