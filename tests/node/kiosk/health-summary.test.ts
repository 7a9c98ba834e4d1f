import { describe, expect, it } from 'vitest';
import type { HealthLine } from '../../../src/apps/kiosk/health/log/health-lines.ts';
import { summarize } from '../../../src/apps/kiosk/health/log/health-summary.ts';
import { fault, recovered, sample, started, state } from './log.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ALL = { from: 0, to: 1000 * HOUR };

/** A sample every two minutes, 30 frames a second, from `from` to `to`. */
function samples(from: number, to: number, opened = from): HealthLine[] {
  const count = Math.floor((to - from) / (2 * MINUTE));
  return Array.from({ length: count }, (_, i) => {
    const time = from + (i + 1) * 2 * MINUTE;
    return sample(time, ((time - opened) / 1000) * 30);
  });
}

describe('the time that a screen ran', () => {
  it('ends with what was last heard of it: a power cut is none of it', () => {
    const lines = [started(0), ...samples(0, HOUR), started(10 * HOUR), ...samples(10 * HOUR, 11 * HOUR)];
    expect(summarize(lines, ALL, 20 * HOUR)).toMatchObject({ uptime: 2 * HOUR, runs: 2, reloads: 0 });
  });

  it('reaches to now while it is still heard of, and not beyond', () => {
    const lines = [started(0), ...samples(0, HOUR)];
    expect(summarize(lines, ALL, HOUR + 3 * MINUTE).uptime).toBe(HOUR + 3 * MINUTE);
    expect(summarize(lines, ALL, HOUR + 6 * MINUTE).uptime).toBe(HOUR);
    expect(summarize(lines, ALL, HOUR - MINUTE).uptime).toBe(HOUR);
  });

  it('is without the silences in which the machine slept', () => {
    const lines = [started(0), ...samples(0, HOUR), fault(9 * HOUR, 'slept'), ...samples(9 * HOUR, 10 * HOUR, 0)];
    expect(summarize(lines, ALL, 20 * HOUR).uptime).toBe(2 * HOUR);
  });

  it('goes through silences from before the samples that are left, but for sleep that was noticed', () => {
    const changes = [started(0), state(5 * HOUR, 'attract', 'live'), state(9 * HOUR, 'live', 'attract')];
    const since = samples(20 * HOUR, 21 * HOUR, 0);
    expect(summarize([...changes, ...since], ALL, 99 * HOUR).uptime).toBe(21 * HOUR);
    const slept = [...changes, fault(19 * HOUR, 'slept'), ...since];
    expect(summarize(slept, ALL, 99 * HOUR).uptime).toBe(11 * HOUR);
  });

  it('is cut to the range that is asked about', () => {
    const lines = [started(0), ...samples(0, 3 * HOUR)];
    const range = { from: HOUR, to: 2.5 * HOUR };
    expect(summarize(lines, range, 3 * HOUR)).toMatchObject({ uptime: 1.5 * HOUR, runs: 1 });
    expect(summarize(lines, { from: 4 * HOUR, to: 5 * HOUR }, 9 * HOUR)).toMatchObject({
      uptime: 0,
      labelled: null,
      runs: 0,
      frames: 0,
    });
  });
});

describe('the share with labels', () => {
  it('is without starting, recovering and failing', () => {
    const lines = [
      started(0),
      state(MINUTE, 'live', 'starting'),
      state(2 * MINUTE, 'recovering', 'live'),
      state(3 * MINUTE, 'failed', 'recovering'),
      state(4 * MINUTE, 'degraded', 'failed'),
      state(6 * MINUTE, 'attract', 'degraded'),
      sample(8 * MINUTE, 100),
      sample(10 * MINUTE, 200),
    ];
    expect(summarize(lines, ALL, 99 * HOUR).labelled).toBeCloseTo(7 / 10);
  });

  it('begins with the state before the first change where the beginning is lost', () => {
    const lines = [sample(0, 1), state(MINUTE, 'live', 'failed'), sample(2 * MINUTE, 2)];
    expect(summarize(lines, ALL, 99 * HOUR).labelled).toBe(0.5);
    expect(summarize([sample(0, 1), sample(MINUTE, 2)], ALL, 99 * HOUR).labelled).toBe(1);
  });
});

describe('the frames', () => {
  it('are summed over runs, each of which counts anew', () => {
    const lines = [started(0), sample(MINUTE, 100), sample(2 * MINUTE, 300), started(HOUR), sample(HOUR + MINUTE, 50)];
    expect(summarize(lines, ALL, 99 * HOUR).frames).toBe(350);
  });

  it('of a range are the difference between its samples', () => {
    const lines = [started(0), ...samples(0, 3 * HOUR)];
    expect(summarize(lines, { from: HOUR, to: 2 * HOUR }, 9 * HOUR).frames).toBe(30 * 3600);
  });

  it('before the first sample of a run that lost its beginning are not of this log', () => {
    expect(summarize([sample(0, 5000), sample(MINUTE, 5600)], ALL, 99 * HOUR).frames).toBe(600);
  });

  it('are not counted twice where a clock was set back', () => {
    const lines = [started(0), sample(MINUTE, 900), sample(2 * MINUTE, 100), sample(3 * MINUTE, 1000)];
    expect(summarize(lines, ALL, 99 * HOUR).frames).toBe(1000);
  });
});

describe('faults', () => {
  it('that are told again while they last count once, with the time that they took', () => {
    const lines = [
      started(0),
      fault(1000, 'camera'),
      fault(2000, 'camera'),
      fault(9000, 'camera'),
      recovered(11_000, 10_000),
      fault(50_000, 'camera'),
      recovered(52_000, 2000),
    ];
    const { faults } = summarize(lines, ALL, 0);
    expect(faults).toEqual([{ kind: 'camera', count: 2, last: 50_000, median: 6000, longest: 10_000 }]);
  });

  it('of two parts at once are each ended by their own recovery', () => {
    const lines = [
      started(0),
      fault(1000, 'camera'),
      fault(5000, 'worker'),
      recovered(5800, 800),
      fault(6000, 'camera'),
      recovered(61_000, 60_000),
    ];
    const { faults } = summarize(lines, ALL, 0);
    expect(faults.map(({ kind, count, median }) => [kind, count, median])).toEqual([
      ['camera', 1, 60_000],
      ['worker', 1, 800],
    ]);
  });

  it('that became others of the same part are ended together', () => {
    const lines = [started(0), fault(1000, 'worker'), fault(3000, 'gpu'), recovered(5000, 4000), fault(9000, 'gpu')];
    const { faults } = summarize(lines, ALL, 0);
    expect(faults.find(({ kind }) => kind === 'gpu')).toMatchObject({ count: 2, median: 2000 });
  });

  it('without a recovery have none, and one that no fault began is nobody’s', () => {
    const lines = [started(0), fault(HOUR, 'worker'), started(2 * HOUR), recovered(2 * HOUR + 5, 5)];
    expect(summarize(lines, ALL, 0)).toMatchObject({
      faults: [{ kind: 'worker', count: 1, median: null }],
      recovery: null,
    });
  });

  it('are not what happens to the machine: a night’s sleep is counted by itself', () => {
    const lines = [started(0), fault(1, 'slept'), fault(2, 'slept'), fault(3, 'clock'), recovered(4, 3)];
    expect(summarize(lines, ALL, 0)).toMatchObject({
      faults: [],
      incidents: [],
      machine: [
        { kind: 'slept', count: 2 },
        { kind: 'clock', count: 1 },
      ],
    });
  });
});

describe('the rest', () => {
  it('is counted: recoveries, remedies, planned changes, reloads, updates', () => {
    const lines: HealthLine[] = [
      started(0),
      { kind: 'remedy', time: 1, remedy: 'restart-source', fault: 'camera' },
      { kind: 'remedy', time: 2, remedy: 'new-worker', fault: 'worker' },
      { kind: 'remedy', time: 3, remedy: 'new-worker', fault: 'worker' },
      { kind: 'remedy', time: 4, remedy: 'hot-swap', fault: null },
      // the first frames after a start
      recovered(5, 9000),
      ...Array.from({ length: 21 }, (_, i) => [fault(i * HOUR), recovered(i * HOUR + i * 100, i * 100)]).flat(),
      started(22 * HOUR, 'source could not be mended'),
      { kind: 'update', time: 22 * HOUR + 1, version: '0.2.0', outcome: 'installed' },
    ];
    expect(summarize(lines, ALL, 0)).toMatchObject({
      remedies: [
        { kind: 'new-worker', count: 2 },
        { kind: 'restart-source', count: 1 },
      ],
      planned: 1,
      recovery: { count: 21, p50: 1000, p95: 1900, longest: 2000 },
      reloads: 1,
      updates: [{ kind: 'installed', count: 1 }],
    });
  });

  it('of an empty log is nothing', () => {
    expect(summarize([], ALL, 0)).toMatchObject({ runs: 0, uptime: 0, labelled: null, frames: 0, recovery: null });
  });
});
