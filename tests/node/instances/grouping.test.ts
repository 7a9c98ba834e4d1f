import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';
import type { CentreOptions } from '../../../workers/instances/centres.ts';
import { groupThings, type CentreHeads } from '../../../workers/instances/grouping.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { groupedByDefinition } from './grouped.ts';

const OPTIONS = { threshold: 0.1, window: 7, topK: 64 };
/** Class 0 is none. */
const THINGS = [false, true, true];

interface Scene {
  readonly grid: Size;
  readonly size: Size;
  readonly labels: Uint8Array<ArrayBuffer>;
  readonly heat: Float32Array;
  /** Planes: first how far down, then how far to the right. */
  readonly offsets: Float32Array;
}

function heads({ grid, heat, offsets }: Scene): CentreHeads {
  return { heat, grid, offsets: { data: offsets, channelStride: grid.width * grid.height, pixelStride: 1 } };
}

function grouped(scene: Scene, options: CentreOptions = OPTIONS) {
  const { grid, size, labels } = scene;
  const placement = { x: 0, y: 0, ...grid };
  const map = new Uint16Array(labels.length);
  const ground = { labels, size, placement, grid: bilinearGrid(grid, placement, size) };
  return { things: groupThings(heads(scene), options, ground, THINGS, map), map };
}

/** A row of cells, each of which points at one of two centres. */
function twoThings(labels: readonly number[]): Scene {
  const grid = { width: 16, height: 1 };
  const heat = new Float32Array(16);
  heat[3] = 0.5;
  heat[12] = 0.75;
  const offsets = Float32Array.from({ length: 32 }, (_, i) => (i < 16 ? 0 : (i - 16 < 8 ? 3 : 12) - (i - 16)));
  return { grid, size: grid, labels: Uint8Array.from(labels), heat, offsets };
}

describe('pixels of things', () => {
  it('around a centre that is not sure enough are nobody’s, and nobody else’s either', () => {
    const { things, map } = grouped(twoThings(new Array<number>(16).fill(1)), { ...OPTIONS, sure: 0.6 });
    expect([...map]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(things).toMatchObject([{ area: 8, score: 0.75 }]);
  });

  it('belong to the centre that they point at; the surest is the first', () => {
    const { things, map } = grouped(twoThings(new Array<number>(16).fill(1)));
    expect([...map]).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(things).toEqual([
      { classId: 1, area: 8, box: { x: 8, y: 0, width: 8, height: 1 }, score: 0.75 },
      { classId: 1, area: 8, box: { x: 0, y: 0, width: 8, height: 1 }, score: 0.5 },
    ]);
  });

  it('make a thing of the class of most of them; the others, and what is no thing, are none of it', () => {
    const { things, map } = grouped(twoThings([0, 0, 1, 1, 2, 2, 2, 0, 2, 2, 2, 2, 1, 1, 1, 1]));
    expect([...map]).toEqual([0, 0, 0, 0, 2, 2, 2, 0, 0, 0, 0, 0, 1, 1, 1, 1]);
    expect(things).toMatchObject([
      // as many of both: the lower class
      { classId: 1, area: 4 },
      { classId: 2, area: 3 },
    ]);
  });

  it('make no thing where they are too few, where no centre is sure enough, or where there is nothing', () => {
    const wide = { width: 2001, height: 1 };
    const scene = twoThings(new Array<number>(16).fill(1));
    const speck = Uint8Array.from({ length: 2001 }, (_, i) => (i === 0 || i > 1990 ? 1 : 0));
    expect(grouped({ ...scene, size: wide, labels: speck }).things).toMatchObject([{ area: 10, score: 0.75 }]);
    expect(grouped(scene, { ...OPTIONS, threshold: 0.6 }).things).toMatchObject([{ area: 16 }]);
    expect(grouped(scene, { ...OPTIONS, topK: 1 }).things).toMatchObject([{ area: 16, score: 0.75 }]);
    expect(grouped(scene, { ...OPTIONS, threshold: 0.9 })).toEqual({ things: [], map: new Uint16Array(16) });
    expect(grouped({ ...scene, labels: new Uint8Array(16) })).toEqual({ things: [], map: new Uint16Array(16) });
  });

  it('are gathered as the rule says, whatever the network says', () => {
    const value = fc.oneof(
      fc.double({ min: -40, max: 40, noNaN: true }),
      fc.constantFrom(NaN, Infinity, -Infinity, 0.5, 1, 1e30),
    );
    const side = fc.integer({ min: 1, max: 12 });
    const sizes = fc.record({ width: side, height: side });
    fc.assert(
      fc.property(
        sizes,
        // a cell a pixel, or any other way
        fc.option(sizes),
        fc.integer(),
        fc.array(value, { minLength: 1, maxLength: 40 }),
        (grid, other, seed, some) => {
          const size = other ?? grid;
          const random = randomly(seed);
          const cells = grid.width * grid.height;
          const any = (): number => some[Math.floor(random() * some.length)]!;
          const heat = Float32Array.from({ length: cells }, () => (random() < 0.5 ? any() : random()));
          const offsets = Float32Array.from({ length: 2 * cells }, () => (random() < 0.3 ? any() : random() * 8 - 4));
          const labels = Uint8Array.from({ length: size.width * size.height }, () => Math.floor(random() * 3));
          const scene = { grid, size, labels, heat, offsets };
          const most = { topK: 1 + Math.floor(random() * 9), sure: Math.max(0, random() * 1.5 - 0.5) };
          const options = { ...OPTIONS, window: 3 + 2 * Math.floor(random() * 3), ...most };
          expect(grouped(scene, options)).toEqual(
            groupedByDefinition({ ...heads(scene), ...options, labels, size, isThing: THINGS }),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
