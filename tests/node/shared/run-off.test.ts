import { describe, expect, it } from 'vitest';
import { betterOf, undecided } from '../../../src/core/tuning/run-off.ts';
import type { Candidate, Trial } from '../../../src/core/tuning/tuning.ts';

const onWasm: Candidate = { backend: 'wasm', runtime: 'ort', threads: 2, precision: 'float32', capture: false };

function trial(milliseconds: number | null, rejected: string | null = null): Trial {
  return { candidate: onWasm, milliseconds, agreement: 1, rejected };
}

describe('trials of nearly the same speed', () => {
  it('are undecided, and those far from the fastest are not among them', () => {
    const [first, slow, near] = [trial(5.9), trial(9), trial(5)];
    expect(undecided([first, slow, near])).toEqual([first, near]);
  });

  it('are none where one is clearly the fastest, or the only one', () => {
    expect(undecided([trial(10), trial(5)])).toEqual([]);
    expect(undecided([trial(5)])).toEqual([]);
    expect(undecided([])).toEqual([]);
  });

  it('leave out what was rejected or did not run, however fast', () => {
    const [first, near] = [trial(10), trial(11)];
    expect(undecided([trial(1, 'wrong'), first, near, trial(null, 'broken')])).toEqual([first, near]);
  });
});

describe('the better of two trials of one way', () => {
  it('is the faster', () => {
    expect(betterOf(trial(6), trial(5))).toEqual(trial(5));
    expect(betterOf(trial(5), trial(6))).toEqual(trial(5));
  });

  it('is the one that was rejected, where it was', () => {
    expect(betterOf(trial(5), trial(4, 'no numbers'))).toEqual(trial(4, 'no numbers'));
    expect(betterOf(trial(5), trial(null, 'did not run'))).toEqual(trial(null, 'did not run'));
  });
});
