import { describe, expect, it } from 'vitest';
import { assign } from '../../../src/core/metrics/assignment.ts';
import { IdentityTally, type TrackedThing } from '../../../src/core/metrics/identity.ts';
import { randomly } from '../../fixtures/randomly.ts';

const at = (id: number, x: number, classId = 1): TrackedThing => ({
  id,
  classId,
  box: { x, y: 0, width: 10, height: 10 },
});

function tally(frames: readonly (readonly [said: TrackedThing[], truth: TrackedThing[]])[]) {
  const tally = new IdentityTally();
  for (const [said, truth] of frames) tally.add(said, truth);
  return tally.score;
}

describe('identities through a video', () => {
  it('are kept where each thing has one track', () => {
    const score = tally(
      [0, 1, 2].map((t) => [
        [at(7, t), at(8, 50)],
        [at(1, t), at(2, 50)],
      ]),
    );
    expect(score).toEqual({ idf1: 1, idp: 1, idr: 1, switches: 0, mota: 1, identities: 2, tracks: 2 });
  });

  it('are halved by a switch half-way, which is counted once', () => {
    const score = tally([0, 1, 2, 3].map((t) => [[at(t < 2 ? 7 : 9, t)], [at(1, t)]]));
    // one of both tracks is the thing's: 2 of 4 boxes
    expect(score).toMatchObject({ idf1: 0.5, idp: 0.5, idr: 0.5, switches: 1, mota: 0.75, tracks: 2 });
  });

  it('are lost by two things that take one another’s track', () => {
    const score = tally(
      [0, 1, 2, 3].map((t) => [
        [at(t < 2 ? 7 : 8, 0), at(t < 2 ? 8 : 7, 50)],
        [at(1, 0), at(2, 50)],
      ]),
    );
    expect(score).toMatchObject({ idf1: 0.5, switches: 2 });
  });

  it('count misses and what is said in vain on their sides', () => {
    const score = tally([
      [[at(7, 0)], [at(1, 0), at(2, 50)]],
      [
        [at(7, 0), at(8, 200)],
        [at(1, 0), at(2, 50)],
      ],
    ]);
    // 2 boxes right, 3 said, 4 there
    expect(score).toMatchObject({ idp: 2 / 3, idr: 0.5, idf1: 4 / 7, mota: 1 - 3 / 4, switches: 0 });
  });

  it('survive being out of sight, and are not those of another class or of a box half a width away', () => {
    expect(
      tally([
        [[at(7, 0)], [at(1, 0)]],
        [[], []],
        [[at(7, 0)], [at(1, 0)]],
      ]),
    ).toMatchObject({ idf1: 1, switches: 0 });
    expect(tally([[[at(7, 0, 2)], [at(1, 0)]]])).toMatchObject({ idf1: 0 });
    // boxes of 10: 5 shared of 15
    expect(tally([[[at(7, 5)], [at(1, 0)]]])).toMatchObject({ idf1: 0 });
  });

  it('leave aside who finds what nobody is to find', () => {
    const tally = new IdentityTally();
    tally.add([at(7, 0), at(8, 50)], [at(1, 0)], [at(2, 50), at(3, 0)]);
    expect(tally.score).toMatchObject({ idf1: 1, mota: 1, tracks: 1 });
  });

  it('stay with the track of the frame before where two fit', () => {
    const score = tally([
      [[at(7, 0)], [at(1, 0)]],
      [[at(8, 0), at(7, 2)], [at(1, 0)]],
    ]);
    expect(score.switches).toBe(0);
  });

  it('are nothing where nothing is there and nothing said', () => {
    expect(tally([[[], []]])).toMatchObject({ idf1: null, idp: null, idr: null, mota: null });
  });
});

describe('the best assignment', () => {
  it('is the best of all that there are', () => {
    const random = randomly(5);
    for (let round = 0; round < 60; round += 1) {
      const [rows, columns] = [1 + (round % 5), 1 + (round % 4)];
      const worth = Array.from({ length: rows }, () => Array.from({ length: columns }, () => Math.floor(random() * 9)));
      const pairs = assign(worth);
      expect(new Set(pairs.map(([row]) => row)).size).toBe(pairs.length);
      expect(new Set(pairs.map(([, column]) => column)).size).toBe(pairs.length);
      expect(pairs.reduce((sum, [row, column]) => sum + worth[row]![column]!, 0)).toBe(best(worth, 0, new Set()));
    }
  });

  it('leaves out what is worth nothing', () => {
    expect(assign([])).toEqual([]);
    expect(assign([[]])).toEqual([]);
    expect(
      assign([
        [0, 0],
        [0, 3],
      ]),
    ).toEqual([[1, 1]]);
  });
});

/** Tries every pairing. */
function best(worth: readonly (readonly number[])[], row: number, taken: ReadonlySet<number>): number {
  if (row === worth.length) return 0;
  let most = best(worth, row + 1, taken);
  worth[row]!.forEach((value, column) => {
    if (!taken.has(column)) most = Math.max(most, value + best(worth, row + 1, new Set([...taken, column])));
  });
  return most;
}
