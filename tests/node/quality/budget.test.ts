import { describe, expect, it } from 'vitest';
import { createBudget } from '../../../workers/pipeline/quality/budget.ts';

/** The last answer for frames at these times. */
function after(times: readonly number[]): number | null {
  const budget = createBudget();
  return times.map((time) => budget.next(time)).at(-1) ?? null;
}

const stream = (rate: number, frames = 20): number[] => Array.from({ length: frames }, (_, i) => i / rate);

describe('what a stream’s frames may take', () => {
  it('is the time between two of them', () => {
    expect(after(stream(25))).toBeCloseTo(40);
    expect(after(stream(30))).toBeCloseTo(1000 / 30);
  });

  it('is no less for a faster stream than 30 frames a second, and no more for a slow one than 24', () => {
    expect(after(stream(60))).toBeCloseTo(1000 / 30);
    expect(after(stream(10))).toBeCloseTo(1000 / 24);
  });

  it('goes by the shortest spacing, since frames are left out', () => {
    expect(after([0, 0.12, 0.2, 0.24, 0.4, 0.52])).toBeCloseTo(40);
  });

  it('is known where frames are so slow that the next one comes as after a pause', () => {
    const budget = createBudget();
    const known = [0, 0.4, 0.8, 1.2, 1.6].map((seconds) => budget.next(seconds, 380));
    expect(known.at(-1)).toBeCloseTo(1000 / 24);
    expect(budget.next(2.4, 380)).toBeNull();
  });

  it('is not known for single frames, after a pause, a seek or a step back', () => {
    expect(after([0])).toBeNull();
    expect(after([...stream(25), 5])).toBeNull();
    expect(after([...stream(25), 0.1])).toBeNull();
    expect(after([0, 1, 2, 3, 4, 5])).toBeNull();
  });
});
