import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundaryF } from '../../../src/core/metrics/boundary-f.ts';

const WIDTH = 7;
const VOID = 200;

/** By the definition, one class and one pixel at a time. */
function brute(labels: number[], truth: number[], id: number, classes: number, tolerance: number) {
  const points = labels.map((_, i) => ({ i, x: i % WIDTH, y: Math.floor(i / WIDTH) }));
  const known = (i: number): boolean => truth[i]! < classes;
  const boundary = (ids: number[]) =>
    points.filter(
      ({ i, x, y }) =>
        ids[i] === id &&
        known(i) &&
        points.some((o) => Math.abs(o.x - x) + Math.abs(o.y - y) === 1 && known(o.i) && ids[o.i] !== id),
    );
  const [said, actual] = [boundary(labels), boundary(truth)];
  if (said.length + actual.length === 0) return null;
  const met = (own: typeof said, other: typeof said): number =>
    own.length === 0
      ? 0
      : own.filter((a) => other.some((b) => Math.hypot(a.x - b.x, a.y - b.y) <= tolerance)).length / own.length;
  const [precision, recall] = [met(said, actual), met(actual, said)];
  return { precision, recall, f: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0 };
}

function scored(labels: number[], truth: number[], classes: number, tolerance = 2): BoundaryF {
  const score = new BoundaryF(classes, tolerance);
  score.add(Uint8Array.from(labels), Uint8Array.from(truth), { width: WIDTH, height: labels.length / WIDTH });
  return score;
}

const square = (side: number, at: number): number[] =>
  Array.from({ length: WIDTH * WIDTH }, (_, i) => {
    const inside = (v: number): boolean => v >= at && v < at + side;
    return inside(i % WIDTH) && inside(Math.floor(i / WIDTH)) ? 1 : 0;
  });

describe('the boundary F-score', () => {
  it('is what comes out pixel by pixel', () => {
    const id = fc.constantFrom(0, 1, 2, 33, VOID);
    const pixels = fc.array(id, { minLength: WIDTH * 5, maxLength: WIDTH * 5 });
    fc.assert(
      fc.property(pixels, pixels, fc.constantFrom(0, 1, 1.5, 2), (labels, truth, tolerance) => {
        const score = scored(labels, truth, 34, tolerance);
        for (const each of [0, 1, 2, 33]) {
          const expected = brute(labels, truth, each, 34, tolerance);
          if (expected === null) expect(score.score(each)).toBeNull();
          else {
            expect(score.score(each)?.precision).toBeCloseTo(expected.precision, 12);
            expect(score.score(each)?.recall).toBeCloseTo(expected.recall, 12);
            expect(score.score(each)?.f).toBeCloseTo(expected.f, 12);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is the same of more classes than one pass looks at, in 16 bits', () => {
    const names = Array.from({ length: 40 }, (_, k) => 7 * k + (k > 20 ? 300 : 0));
    const pixels = fc.array(fc.constantFrom(...names, 65_535), { minLength: WIDTH * 8, maxLength: WIDTH * 8 });
    fc.assert(
      fc.property(pixels, pixels, (labels, truth) => {
        const score = new BoundaryF(600);
        score.add(Uint16Array.from(labels), Uint16Array.from(truth), { width: WIDTH, height: 8 });
        for (const id of names) expect(score.score(id)?.f).toEqual(brute(labels, truth, id, 600, 2)?.f);
      }),
      { numRuns: 10 },
    );
  });

  it('forgives two pixels and no more', () => {
    const edge = (at: number): number[] => Array.from({ length: WIDTH * 3 }, (_, i) => (i % WIDTH < at ? 0 : 1));
    expect(scored(edge(3), edge(1), 2).mean).toBe(1);
    expect(scored(edge(4), edge(1), 2).mean).toBe(0);
  });

  it('is 0 where a class is only ever missed, and not there for a class that never occurs', () => {
    const score = scored(square(3, 2).fill(0), square(3, 2), 3);
    expect(score.score(1)).toEqual({ precision: 0, recall: 0, f: 0 });
    expect(score.score(2)).toBeNull();
  });

  it('adds up over frames', () => {
    const score = scored(square(3, 2), square(3, 2), 2);
    const size = { width: WIDTH, height: WIDTH };
    score.add(new Uint8Array(WIDTH * WIDTH), Uint8Array.from(square(3, 2)), size);
    expect(score.score(1)).toEqual({ precision: 1, recall: 0.5, f: 2 / 3 });
  });

  it('has no boundary towards void', () => {
    const truth = square(3, 2).map((id) => (id === 1 ? VOID : 0));
    expect(scored(square(3, 2), truth, 2).mean).toBe(0);
    expect(scored(square(3, 2), truth, 2).score(0)).toBeNull();
  });
});
