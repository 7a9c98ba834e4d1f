import { describe, expect, it } from 'vitest';
import { doubtfulFrames } from '../../../src/core/teaching/doubtful-frames.ts';

/** A second apart. */
const seconds = (count: number): Float64Array => Float64Array.from({ length: count }, (_, at) => at);
const places = (doubt: number[], options: { taught?: number[]; most?: number } = {}): number[] =>
  doubtfulFrames({ times: seconds(doubt.length), doubt, taught: [], most: 3, ...options }).frames.map(
    ({ place }) => place,
  );

describe('the frames that a model doubts most', () => {
  it('are those notably above the mean, the most doubtful first', () => {
    expect(places([0.1, 0.1, 0.103])).toEqual([]);
    expect(places([0.1, 0.1, 0.5, 0.1, 0.1, 0.1, 0.1, 0.7, 0.1, 0.1, 0.1, 0.1])).toEqual([7, 2]);
  });

  it('are no neighbours: one frame stands for the seconds around it', () => {
    const hill = [0, 0, 0.4, 0.5, 0.4, 0, 0, 0, 0, 0, 0.3, 0];
    // twelve seconds, three frames at most: 11 / 6 seconds apart
    expect(places(hill)).toEqual([3, 10]);
    expect(doubtfulFrames({ times: seconds(12), doubt: hill, taught: [], most: 3 }).apart).toBeCloseTo(11 / 6);
  });

  it('are not near those that it was taught on', () => {
    const doubt = [0, 0.9, 0, 0, 0, 0.5, 0, 0, 0, 0, 0, 0];
    expect(places(doubt, { taught: [1.5] })).toEqual([5]);
  });

  it('are so many at most', () => {
    expect(places([0, 0.9, 0, 0.8, 0, 0.7, 0, 0.6], { most: 2 })).toEqual([1, 3]);
  });

  it('are none where all are alike, or nothing is known, and lost frames never', () => {
    expect(places([0.2, 0.2, 0.2])).toEqual([]);
    expect(places([])).toEqual([]);
    expect(places([NaN, NaN])).toEqual([]);
    expect(doubtfulFrames({ times: seconds(3), doubt: [NaN, 0, 0.4], taught: [], most: 3 })).toMatchObject({
      frames: [{ place: 2, doubt: 0.4 }],
      mean: 0.2,
    });
  });

  it('are five seconds apart in a long video, and half a second in a short one', () => {
    const of = (step: number): number =>
      doubtfulFrames({ times: seconds(100).map((at) => at * step), doubt: [], taught: [], most: 3 }).apart;
    expect([of(60), of(0.01)]).toEqual([5, 0.5]);
  });
});
