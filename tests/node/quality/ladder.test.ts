import { describe, expect, it } from 'vitest';
import {
  BESIDE_LEVELS,
  createLadder,
  FIRST_BESIDE,
  LEVELS,
  type Ladder,
  type Sample,
} from '../../../workers/pipeline/quality/ladder.ts';

const BUDGET = 33;
const sample = (total: number, labelled = true): Sample => ({ total, budget: BUDGET, labelled });

/** So many frames that take what `cost` says of the level they are drawn at. Returns the level after each. */
function run(ladder: Ladder, frames: number, cost: (level: number, frame: number) => number): number[] {
  return Array.from({ length: frames }, (_, frame) => {
    const { stride } = LEVELS[ladder.level] ?? LEVELS[0];
    ladder.add({ ...sample(cost(ladder.level, frame)), labelled: frame % stride === 0 });
    return ladder.level;
  });
}

const changes = (levels: readonly number[]): number =>
  levels.filter((level, i) => i > 0 && level !== levels[i - 1]).length;

describe('the quality ladder', () => {
  it('stays at full quality while frames are in time', () => {
    const ladder = createLadder();
    expect(new Set(run(ladder, 500, () => BUDGET * 0.95))).toEqual(new Set([0]));
  });

  it('forgives single late frames', () => {
    const ladder = createLadder();
    expect(new Set(run(ladder, 600, (_, frame) => (frame % 15 === 0 ? 200 : 10)))).toEqual(new Set([0]));
  });

  it('goes down a step at a time, a second of frames at least between two, to the last one and no further', () => {
    const ladder = createLadder();
    const levels = run(ladder, 400, () => 500);
    expect(levels.at(-1)).toBe(LEVELS.length - 1);
    expect(changes(levels)).toBe(LEVELS.length - 1);
    for (let step = 1; step < LEVELS.length; step += 1) {
      expect(levels.indexOf(step) - levels.indexOf(step - 1)).toBeGreaterThanOrEqual(step === 1 ? 29 : 30);
    }
  });

  it('goes down where one frame in five is late: the 90th percentile counts', () => {
    const ladder = createLadder();
    const levels = run(ladder, 150, (_, frame) => (frame % 5 === 0 ? 60 : 10));
    expect(levels).toContain(1);
  });

  it('does not judge the first second and a half of work, in which code is still being optimised', () => {
    const cold = (_: number, frame: number): number => (frame < 15 ? 100 : 20);
    expect(new Set(run(createLadder(), 300, cold))).toEqual(new Set([0]));
    const ladder = createLadder();
    run(ladder, 29, () => 500);
    ladder.reset();
    expect(new Set(run(ladder, 300, cold))).toEqual(new Set([0]));
  });

  it('ends where a level suffices, and stays there between its two limits', () => {
    const ladder = createLadder();
    const levels = run(ladder, 2000, (level) => (level === 0 ? 50 : 28));
    expect(levels.at(-1)).toBe(1);
    expect(changes(levels)).toBe(1);
  });

  it('rises again when there is room', () => {
    const ladder = createLadder();
    run(ladder, 200, () => 500);
    const levels = run(ladder, 2000, () => 5);
    expect(levels.at(-1)).toBe(0);
    expect(changes(levels)).toBe(LEVELS.length - 1);
  });

  it('does not swing: where the better level fails, each try waits twice as long', () => {
    const ladder = createLadder();
    const cost = (level: number): number => (level === 0 ? 60 : 15);
    const levels = run(ladder, 12_000, cost);
    const tries = levels.flatMap((level, i) => (level === 0 && levels[i - 1] === 1 ? [i] : []));
    const gaps = tries.slice(1).map((at, i) => at - (tries[i] ?? 0));
    expect(tries.length).toBeLessThan(9);
    for (const [i, gap] of gaps.entries())
      if (i > 0 && gap < 2800) expect(gap).toBeGreaterThan(1.5 * (gaps[i - 1] ?? 0));
    expect(levels.filter((level) => level === 0).length).toBeLessThan(12_000 * 0.05);
  });

  it('judges frames that follow together with the labelled ones between them', () => {
    const ladder = createLadder();
    for (let frame = 0; ladder.level < 3; frame += 1) ladder.add(sample(500));
    const levels = run(ladder, 1000, (level, frame) => (frame % (LEVELS[level]?.stride ?? 1) === 0 ? 50 : 8));
    expect(new Set(levels)).toEqual(new Set([3]));
  });

  it('labels every frame again once that is cheap enough', () => {
    const ladder = createLadder();
    run(ladder, 200, () => 500);
    const levels = run(ladder, 3000, (level, frame) => (frame % (LEVELS[level]?.stride ?? 1) === 0 ? 15 : 3));
    expect(levels.at(-1)).toBe(0);
  });

  it('begins anew with another stream', () => {
    const ladder = createLadder();
    run(ladder, 200, () => 500);
    ladder.reset();
    expect(ladder.level).toBe(0);
  });

  it('stops above the levels that are not to be had', () => {
    const ladder = createLadder(2);
    run(ladder, 500, () => 500);
    expect(ladder.level).toBe(2);
  });
});

describe('a model that takes longer than frames may', () => {
  const slow = (total: number, model: number): Sample => ({ ...sample(total), model });
  const feed = (ladder: Ladder, frames: number, of: (level: number) => Sample): void => {
    for (let frame = 0; frame < frames; frame += 1) ladder.add(of(ladder.level));
  };

  it('is run beside the frames at once, in place of one step after the other', () => {
    const ladder = createLadder(undefined, () => true);
    feed(ladder, 20 + 8, () => slow(110, 90));
    expect(ladder.level).toBe(FIRST_BESIDE);
  });

  it('is not where there is no room for it, or where it is others that take the time', () => {
    const alone = createLadder(undefined, () => false);
    feed(alone, 400, () => slow(110, 90));
    expect(alone.level).toBe(LEVELS.length - 1);
    const drawing = createLadder(undefined, () => true);
    feed(drawing, 400, () => slow(110, 20));
    expect(drawing.level).toBe(LEVELS.length - 1);
  });

  it('leaves frames edges and size to give up, and gets no further than their last step', () => {
    const ladder = createLadder(undefined, () => true);
    feed(ladder, 400, () => slow(110, 90));
    expect(ladder.level).toBe(FIRST_BESIDE + BESIDE_LEVELS.length - 1);
    const calm = createLadder(undefined, () => true);
    feed(calm, 1000, (level) => (level >= FIRST_BESIDE ? slow(20, 90) : slow(110, 90)));
    expect(calm.level).toBe(FIRST_BESIDE);
  });

  it('comes back to the frames once there is room for it among them', () => {
    const ladder = createLadder(undefined, () => true);
    feed(ladder, 40, () => slow(110, 90));
    feed(ladder, 1000, () => slow(8, 12));
    expect(ladder.level).toBe(0);
  });

  it('is run among the frames again where its thread is past saving', () => {
    const thread = { lives: true };
    const ladder = createLadder(undefined, () => thread.lives);
    feed(ladder, 40, () => slow(110, 90));
    thread.lives = false;
    feed(ladder, 1, () => slow(110, 90));
    expect(ladder.level).toBe(LEVELS.length - 1);
  });
});

describe('the levels', () => {
  it('cost less and less, and each but the first says what it takes away', () => {
    const cost = LEVELS.map(({ pixels, fine, stride }) => (pixels * (fine ? 2 : 1)) / stride);
    expect(cost.toSorted((a, b) => b - a)).toEqual(cost);
    expect(LEVELS.map(({ note }) => note === null)).toEqual([true, false, false, false, false]);
  });
});
