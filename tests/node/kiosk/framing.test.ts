import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverPosition, Framing, peopleAt, type People } from '../../../src/apps/kiosk/screen/framing.ts';

const NOBODY: People = { share: 0, centre: 0.5 };
const at = (centre: number): People => ({ share: 0.2, centre });
/** 30 frames a second. @returns where the middle was after each */
const run = (framing: Framing, seconds: number, people: (time: number) => People, from = 0): number[] =>
  Array.from({ length: seconds * 30 }, (_, i) => {
    framing.add(people(from + i / 30), from + i / 30);
    return framing.middle;
  });

describe('what a portrait screen shows of a wide picture', () => {
  it('goes to where the visitor stands, softly and without overshooting', () => {
    const path = run(new Framing(false), 5, () => at(0.85));
    expect(path[0]).toBeCloseTo(0.5, 2);
    expect(path.at(-1)).toBeCloseTo(0.85, 3);
    expect(path.every((middle, i) => middle >= (path[i - 1] ?? 0.5) && middle <= 0.85)).toBe(true);
    const steps = path.map((middle, i) => middle - (path[i - 1] ?? 0.5));
    expect(Math.max(...steps)).toBeLessThan(0.03);
  });

  it('stands still while the visitor sways a little and the labels tremble', () => {
    const framing = new Framing(false);
    run(framing, 5, () => at(0.7));
    const path = run(framing, 5, (time) => at(0.7 + 0.04 * Math.sin(9 * time)), 5);
    expect(new Set(path)).toEqual(new Set([framing.middle]));
  });

  it('waits a moment when nobody is there, and then returns to the middle', () => {
    const framing = new Framing(false);
    run(framing, 5, () => at(0.2));
    expect(run(framing, 2, () => NOBODY, 5).at(-1)).toBeCloseTo(0.2, 3);
    expect(run(framing, 6, () => NOBODY, 7).at(-1)).toBe(0.5);
  });

  it('does not move for those who want no motion, but is there at once where somebody would be cut off', () => {
    const framing = new Framing(true);
    expect(new Set(run(framing, 2, () => at(0.6)))).toEqual(new Set([0.5]));
    expect(new Set(run(framing, 2, () => at(0.9), 2))).toEqual(new Set([0.9]));
  });

  it('makes up for no silence: after one it goes on as softly', () => {
    const framing = new Framing(false);
    framing.add(at(0.5), 0);
    framing.add(at(0.9), 60);
    expect(framing.middle).toBeLessThan(0.6);
  });
});

describe('people as one', () => {
  it('weigh as much as they are large, and classes that do not occur nothing', () => {
    const people = peopleAt([1, 2, 3], [0.5, 0.3, 0.1, 0], [0.5, 0.2, 0.6, NaN]);
    expect(people.share).toBeCloseTo(0.4);
    expect(people.centre).toBeCloseTo(0.3);
    expect(peopleAt([1], [1, 0], [0.5, NaN])).toEqual(NOBODY);
  });
});

describe('a picture that covers a box', () => {
  it('shows what lies around the middle, and never more than there is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.2, max: 1.9, noNaN: true }),
        (middle, box) => {
          const picture = 16 / 9;
          const position = coverPosition(middle, picture, box);
          const shown = Math.min(1, box / picture);
          const left = position * (1 - shown);
          expect(left).toBeGreaterThanOrEqual(0);
          expect(left + shown).toBeLessThanOrEqual(1 + 1e-9);
          const inside = middle >= shown / 2 && middle <= 1 - shown / 2;
          if (inside && shown < 1) expect(left + shown / 2).toBeCloseTo(middle, 6);
        },
      ),
    );
  });
});
