import { describe, expect, it } from 'vitest';
import { curvesOf, driftOf } from '../../../src/apps/kiosk/health/log/curves.ts';
import { sample, started } from './log.ts';

const MINUTE = 60_000;
const ALL = { from: 0, to: Infinity };

describe('the curves', () => {
  it('break between runs', () => {
    const lines = [sample(0, 1, 100), started(MINUTE), sample(2 * MINUTE, 1, 300)];
    expect(curvesOf(lines, ALL)).toEqual({
      times: [0, MINUTE, 2 * MINUTE],
      memory: [100, null, 300],
      frameTime: [12, null, 12],
      fps: [30, null, 30],
    });
  });

  it('break where samples are missing', () => {
    const lines = [sample(0, 1), sample(2 * MINUTE, 2), sample(30 * MINUTE, 3)];
    expect(curvesOf(lines, ALL).fps).toEqual([30, 30, null, 30]);
  });

  it('know nothing of memory where the browser does not tell, nor of frames before the first', () => {
    const unborn = { ...sample(0, 0, null), fps: 0, frameTime: 0 };
    expect(curvesOf([unborn], ALL)).toMatchObject({ memory: [null], frameTime: [null], fps: [0] });
  });

  it('hold what lies in the range', () => {
    const lines = [0, 1, 2, 3, 4].map((i) => sample(i * MINUTE, i));
    expect(curvesOf(lines, { from: MINUTE, to: 3 * MINUTE }).times).toEqual([MINUTE, 2 * MINUTE, 3 * MINUTE]);
  });
});

describe('the drift of a curve', () => {
  it('compares the first and the last quarter of a run, whatever happens between', () => {
    const grown = [100, 101, 900, 5, 130, 131, 132, 130];
    expect(driftOf(grown)).toMatchObject({ first: 100.5, last: 131, trend: 'rising' });
    expect(driftOf(grown.toReversed())).toMatchObject({ trend: 'falling' });
  });

  it('rises where each run grows, though each begins anew', () => {
    const run = [100, 110, 120, 130, 140, 150, 160, 170];
    const half = [100, 100, 110, 110, 120, 120, 130, 130];
    const longer = [...run, null, 3, null, ...half, ...half.map((each) => each + 40)];
    expect(driftOf(longer)).toMatchObject({ first: 105, last: 165, trend: 'rising' });
  });

  it('is steady where hardly anything changed, and where all is nothing', () => {
    expect(driftOf([100, 101, 99, 100, 103, 105, 104, 106])).toMatchObject({ trend: 'steady' });
    expect(driftOf([0, 0, 0, 0, 0, 0, 0, 0])).toMatchObject({ trend: 'steady' });
  });

  it('needs some values in one run', () => {
    expect(driftOf([1, 2, 3, null, 4, 5, 6, 7, 8])).toBeNull();
  });
});
