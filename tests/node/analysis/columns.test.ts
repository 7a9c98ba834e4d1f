import { describe, expect, it } from 'vitest';
import { tickLabel } from '../../../src/apps/analyst/timeline/ticks.ts';
import { columnsOf } from '../../../src/core/analysis/bins.ts';

const series = (times: number[], end: number, shares: number[]) => ({
  times: Float64Array.from(times),
  durations: Float64Array.from(times, (time, i) => (times[i + 1] ?? end) - time),
  shares: [Float32Array.from(shares)],
});

describe('columns over time', () => {
  it('are means over as much of each frame as they show', () => {
    const [column] = columnsOf(series([0, 1, 2], 3, [1, 0, 1]), 0, 3, 2);
    expect(Array.from(column ?? [])).toEqual([expect.closeTo(2 / 3), expect.closeTo(2 / 3)]);
  });

  it('show a long frame in every column that it lasts through', () => {
    const [column] = columnsOf(series([0, 1, 9], 10, [0, 0.5, 1]), 0, 10, 10);
    expect(Array.from(column ?? [])).toEqual([0, ...Array.from({ length: 8 }, () => 0.5), 1]);
  });

  it('leave out what is unknown, and are unknown where nothing is known', () => {
    const [column] = columnsOf(series([0, 1, 2, 3], 4, [1, NaN, NaN, NaN]), 0, 4, 2);
    expect(Array.from(column ?? [])).toEqual([1, NaN]);
  });

  it('are the same all along where frames of two kinds take turns, whatever their width', () => {
    const times = Array.from({ length: 3000 }, (_, i) => i / 30);
    const shares = times.map((_, i) => i % 2);
    for (const count of [61, 300, 777]) {
      const [column] = columnsOf(series(times, 100, shares), 0, 100, count);
      // a column that is n frames wide may show half a frame more of one kind
      const most = count / 3000 / 2 + 1e-3;
      for (const mean of column ?? []) expect(Math.abs(mean - 0.5)).toBeLessThanOrEqual(most);
    }
  });
});

describe('a tick', () => {
  it.each([
    [0, 1, '0:00'],
    [59.96, 0.1, '1:00.0'],
    [0.95, 0.05, '0:00.95'],
    [7.5, 0.5, '0:07.5'],
    [3600, 600, '1:00:00'],
    [5025, 15, '1:23:45'],
  ])('at %d s, %d s apart, is %s', (seconds, step, text) => expect(tickLabel(seconds, step)).toBe(text));
});
