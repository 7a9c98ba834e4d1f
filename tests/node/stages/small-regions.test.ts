import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Size } from '../../../src/core/geometry/fit.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { argmax } from '../../../workers/stages/argmax/argmax.ts';
import { createSmallRegions, type SmallRegions } from '../../../workers/stages/small-regions/small-regions.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { scoresOf } from './reference.ts';

/** Scores whose argmax is the picture: rows of digits. */
function pictured(rows: readonly string[], kind: Scores['kind'] = 'logits', interleaved = false): Scores {
  const width = rows[0]!.length;
  const text = rows.join('');
  return scoresOf({ width, height: rows.length, classes: 5, kind, interleaved }, (pixel, id) => {
    const own = Number(text[pixel]) === id;
    // the runners-up differ from pixel to pixel
    return kind === 'logits' ? (own ? 5 : ((pixel + id) % 5) / 10) : own ? 0.9 : 0.1;
  });
}

function labelled(scores: Scores): Uint8Array {
  const ids = new Uint8Array(scores.width * scores.height);
  argmax(scores, ids);
  return ids;
}

function cleaned(rows: readonly string[], smallest: number, stage = createSmallRegions()): string[] {
  const scores = pictured(rows);
  const ids = labelled(scores);
  stage.run(scores, ids, smallest);
  return toRows(ids, scores);
}

const toRows = (ids: Uint8Array, { width, height }: Size): string[] =>
  Array.from({ length: height }, (_, y) => ids.subarray(y * width, (y + 1) * width).join(''));

function neighbours(pixel: number, { width, height }: Size): number[] {
  const [x, y] = [pixel % width, Math.floor(pixel / width)];
  return [
    ...(x > 0 ? [pixel - 1] : []),
    ...(x + 1 < width ? [pixel + 1] : []),
    ...(y > 0 ? [pixel - width] : []),
    ...(y + 1 < height ? [pixel + width] : []),
  ];
}

/** Regions of the picture by letting the lowest pixel number of each spread until nothing changes. */
function regionsOf(ids: Uint8Array, size: Size): number[][] {
  const mark = Array.from(ids, (_, pixel) => pixel);
  for (let changed = true; changed;) {
    changed = false;
    mark.forEach((own, pixel) => {
      const alike = neighbours(pixel, size).filter((each) => ids[each] === ids[pixel]);
      const lowest = Math.min(own, ...alike.map((each) => mark[each]!));
      changed ||= lowest !== own;
      mark[pixel] = lowest;
    });
  }
  return [...new Set(mark)].toSorted((a, b) => a - b).map((first) => [...mark.keys()].filter((i) => mark[i] === first));
}

/**
 * Each small region takes the class of most of its pixels' neighbours in regions that are not small, all as they were; the
 * lower id on a tie.
 */
function naive(ids: Uint8Array, size: Size, smallest: number): Uint8Array {
  const out = ids.slice();
  const regions = regionsOf(ids, size);
  const kept = new Set(regions.filter((each) => each.length >= smallest).flat());
  for (const region of regions.filter((each) => each.length < smallest)) {
    const around = region
      .flatMap((pixel) => neighbours(pixel, size))
      .filter((pixel) => kept.has(pixel))
      .map((pixel) => ids[pixel]!);
    const count = (id: number): number => around.filter((each) => each === id).length;
    const [winner] = [...new Set(around)].toSorted((a, b) => count(b) - count(a) || a - b);
    if (winner !== undefined) region.forEach((pixel) => (out[pixel] = winner));
  }
  return out;
}

const scene = fc.record({
  width: fc.integer({ min: 1, max: 12 }),
  height: fc.integer({ min: 1, max: 10 }),
  classes: fc.integer({ min: 2, max: 5 }),
  smallest: fc.integer({ min: 0, max: 20 }),
  kind: fc.constantFrom('logits' as const, 'binary' as const, 'probabilities' as const),
  interleaved: fc.boolean(),
  seed: fc.integer(),
});

describe('small regions', () => {
  it('take the class around them', () => {
    expect(cleaned(['000000', '011000', '000020', '000000'], 3)).toEqual(['000000', '000000', '000000', '000000']);
  });

  it('stay from the smallest size on', () => {
    const picture = ['00000', '01100', '00000'];
    expect(cleaned(picture, 2)).toEqual(picture);
    expect(cleaned(picture, 3)).toEqual(['00000', '00000', '00000']);
  });

  it('do not join at corners', () => {
    expect(cleaned(['1000', '0100', '0000'], 2)).toEqual(['0000', '0000', '0000']);
  });

  it('do not join around the edge of the picture', () => {
    expect(cleaned(['0001', '1000', '0000'], 2)).toEqual(['0000', '0000', '0000']);
  });

  it('take the class that touches them most', () => {
    expect(cleaned(['11122', '11322', '11122'], 2)).toEqual(['11122', '11122', '11122']);
  });

  it('stay where one fills the picture', () => {
    expect(cleaned(['11', '11'], 100)).toEqual(['11', '11']);
    expect(cleaned(['3'], 100)).toEqual(['3']);
  });

  it.each([0, 1])('are all kept at %i', (smallest) => {
    expect(cleaned(['010', '202'], smallest)).toEqual(['010', '202']);
  });

  it('are found as a naive search finds them, and the scores say the same afterwards', () => {
    const stage: SmallRegions = createSmallRegions();
    fc.assert(
      fc.property(scene, ({ seed, smallest, ...shape }) => {
        const random = randomly(seed);
        const pixels = shape.width * shape.height;
        const picture = Array.from({ length: pixels }, () => Math.floor(random() ** 2 * shape.classes));
        const scores = scoresOf(shape, (pixel, id) =>
          shape.kind === 'binary'
            ? (Math.min(picture[pixel]!, 1) + random()) / 2.01
            : Number(picture[pixel] === id) * 2 + random(),
        );
        const ids = labelled(scores);
        const expected = naive(ids, scores, smallest);
        const before = scores.data.slice();
        stage.run(scores, ids, smallest);
        expect(toRows(ids, scores)).toEqual(toRows(expected, scores));
        expect(toRows(labelled(scores), scores)).toEqual(toRows(ids, scores));
        stage.undo(scores);
        expect(scores.data).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  it('ask only what stays: a small region beside another one takes nothing from it', () => {
    expect(cleaned(['000000', '001200', '000000'], 2)).toEqual(['000000', '000000', '000000']);
    expect(cleaned(['12', '21'], 2)).toEqual(['12', '21']);
    expect(cleaned(['31222', '11222'], 4)).toEqual(['32222', '22222']);
  });

  it('give the scores back, twice without harm', () => {
    const scores = scoresOf({ width: 3, height: 3, classes: 2, kind: 'binary', interleaved: false }, (pixel) =>
      pixel === 4 ? 0.700000047 : 1e-9,
    );
    const before = scores.data.slice();
    const stage = createSmallRegions();
    stage.run(scores, labelled(scores), 2);
    expect(scores.data).not.toEqual(before);
    stage.undo(scores);
    stage.undo(scores);
    expect(scores.data).toEqual(before);
  });

  it('keep the values that the scores of a pixel had', () => {
    const scores = pictured(['000', '010', '000'], 'logits', true);
    const before = scores.data.slice();
    createSmallRegions().run(scores, labelled(scores), 2);
    const row = (data: Float32Array, pixel: number): number[] => [...data.subarray(pixel * 5, pixel * 5 + 5)];
    expect(row(scores.data, 4).toSorted((a, b) => a - b)).toEqual(row(before, 4).toSorted((a, b) => a - b));
    expect(row(scores.data, 0)).toEqual(row(before, 0));
    expect(row(scores.data, 4).slice(2)).toEqual(row(before, 4).slice(2));
  });

  it('are forgotten from one picture to the next, larger or smaller', () => {
    const stage = createSmallRegions();
    cleaned(['0000', '0100', '0000'], 2, stage);
    expect(cleaned(['22', '21'], 2, stage)).toEqual(['22', '22']);
    expect(cleaned(['000000', '011000', '000020', '000000'], 3, stage)).toEqual(Array(4).fill('000000'));
  });
});
