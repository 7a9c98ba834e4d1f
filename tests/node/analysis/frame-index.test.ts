import { describe, expect, it } from 'vitest';
import { chosenFrames, describeEvery, parseEvery } from '../../../src/core/analysis/every.ts';
import { frameAt, frameOf } from '../../../src/core/analysis/frame-index.ts';

const times = Float64Array.of(0, 0.04, 0.1, 0.11, 0.5);

describe('the frame at a time', () => {
  it('is the one shown then', () => {
    expect([-1, 0, 0.039, 0.04, 0.09, 0.1, 0.105, 0.11, 0.3, 0.5, 99].map((t) => frameAt(times, t))).toEqual([
      0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4,
    ]);
  });

  it('survives the rounding of the times of whole frames', () => {
    const thirds = Float64Array.from({ length: 300 }, (_, i) => Math.round((i / 30) * 1e6) / 1e6);
    thirds.forEach((_, index) => expect(frameAt(thirds, index / 30)).toBe(index));
  });

  it('is found by its own time only where one begins', () => {
    expect([0.04, 0.10002, 0.2].map((t) => frameOf(times, t))).toEqual([1, 2, -1]);
  });
});

describe('the frames to analyse', () => {
  const even = Float64Array.from({ length: 50 }, (_, i) => i / 25);
  it('are every n-th', () => {
    expect([...chosenFrames(even, 1, 2)]).toHaveLength(50);
    expect([...chosenFrames(even, 20, 2)]).toEqual([0, 20, 40]);
  });

  it('are so many a second, none twice', () => {
    expect([...chosenFrames(even, { perSecond: 5 }, 2)]).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45]);
    expect([...chosenFrames(even, { perSecond: 100 }, 2)]).toHaveLength(50);
    expect([...chosenFrames(times, { perSecond: 10 }, 0.6)]).toEqual([0, 2, 3, 4]);
  });

  it('are none beyond the end, however long the last gap was', () => {
    // the last frame is over before another tenth
    expect([...chosenFrames(Float64Array.of(0, 0.1, 0.55), { perSecond: 10 }, 0.59)]).toEqual([0, 1]);
    expect([...chosenFrames(Float64Array.of(0), { perSecond: 0.5 }, 0.04)]).toEqual([0]);
    expect([...chosenFrames(Float64Array.of(), { perSecond: 1 }, 0)]).toEqual([]);
  });

  it('are counted from the first one, whenever it begins', () => {
    const late = even.map((time) => time + 3600.04);
    expect([...chosenFrames(late, { perSecond: 5 }, 3602.04)]).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45]);
    expect([...chosenFrames(late, { perSecond: 1 }, 3602.04)]).toEqual([0, 25]);
  });

  it.each([0, 1.5, -1, NaN, { perSecond: 0 }, { perSecond: Infinity }])('cannot be every %o', (every) => {
    expect(() => chosenFrames(even, every, 2)).toThrow(expect.objectContaining({ code: 'option-invalid' }));
  });
});

describe('a step in an address', () => {
  it('is a whole number of frames, or so many a second', () => {
    expect(['1', '5', '2/s', '0.5/s'].map(parseEvery)).toEqual([1, 5, { perSecond: 2 }, { perSecond: 0.5 }]);
    expect(['0', '-1', '1.5', '', 'all', '0/s', '2/m'].map(parseEvery)).toEqual(Array(7).fill(null));
  });

  it('can be told to people', () => {
    expect([1, 2, 3, 5, 11, 22, 113, { perSecond: 0.5 }].map(describeEvery)).toEqual([
      'every frame',
      'every 2nd frame',
      'every 3rd frame',
      'every 5th frame',
      'every 11th frame',
      'every 22nd frame',
      'every 113th frame',
      '0.5 a second',
    ]);
  });
});
