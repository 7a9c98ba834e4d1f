import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curvesOf } from '../../../src/apps/kiosk/health/log/curves.ts';
import { readHealthFile, writeHealthFile } from '../../../src/apps/kiosk/health/log/health-file.ts';
import { readLines } from '../../../src/apps/kiosk/health/log/health-lines.ts';
import { summarize } from '../../../src/apps/kiosk/health/log/health-summary.ts';
import { fault, recovered, started, state } from './log.ts';

const NOW = Date.parse('2026-11-03T15:00:00Z');

describe('the lines of a log', () => {
  it('come in the order of time', () => {
    const { lines, unread } = readLines([fault(3), fault(1), fault(2)]);
    expect(lines.map(({ time }) => time)).toEqual([1, 2, 3]);
    expect(unread).toBe(0);
  });

  it('are counted where they cannot be read, and the rest is read all the same', () => {
    const damaged = [
      null,
      7,
      'fault',
      {},
      { kind: 'fault' },
      { ...fault(1), time: NaN },
      { ...fault(1), time: -1 },
      { ...fault(1), time: 1e300 },
      { kind: 'recovered', time: 1, after: -5 },
      { kind: 'sample', time: 1, frames: Infinity, fps: 1, frameTime: 1, heap: null },
      { kind: 'of another version', time: 1 },
    ];
    expect(readLines([...damaged, fault(9)])).toEqual({ lines: [fault(9)], unread: damaged.length });
  });

  it('of an older kiosk that call a page that was opened a recovery are read as what they are', () => {
    const opened = [
      started(0),
      { kind: 'remedy', time: 1, remedy: 'restart-source', fault: 'start' },
      recovered(2000, 2000),
      state(2000, 'live', 'starting'),
    ];
    const trouble = [fault(5000), recovered(6000, 1000)];
    const failed = [
      started(9000),
      fault(9500, 'slept'),
      fault(9900, 'start'),
      { kind: 'remedy', time: 9950, remedy: 'restart-source', fault: 'start' },
      recovered(10_000, 1000),
    ];
    expect(readLines([...opened, ...trouble, ...failed])).toEqual({
      lines: [started(0), { kind: 'first-frame', time: 2000, after: 2000 }, opened[3], ...trouble, ...failed],
      unread: 0,
    });
    // the beginning of this run is lost: nobody knows what it recovered from
    expect(readLines([recovered(5, 5)]).lines).toEqual([recovered(5, 5)]);
  });

  it('may name faults, remedies and states that this version does not know', () => {
    const rows = [
      { ...fault(1), fault: 'hologram' },
      { kind: 'state', time: 2, state: 'dreaming', from: 'live' },
    ];
    expect(readLines(rows)).toEqual({ lines: rows, unread: 0 });
  });

  it('never make anything throw, and never give a figure that is none', () => {
    const time = fc.oneof(fc.integer({ min: 0, max: 10_000_000 }), fc.double(), fc.constant(8.64e15));
    const row = fc.oneof(
      { weight: 1, arbitrary: fc.anything() },
      {
        weight: 6,
        arbitrary: fc.record(
          {
            kind: fc.constantFrom(
              'started',
              'state',
              'fault',
              'remedy',
              'first-frame',
              'recovered',
              'sample',
              'update',
            ),
            time,
            version: fc.string(),
            reason: fc.constantFrom('opened', 'source could not be mended'),
            state: fc.constantFrom('live', 'failed', 'recovering', '__proto__'),
            from: fc.constantFrom('live', 'starting'),
            fault: fc.constantFrom('camera', 'slept', 'worker', 'constructor', null),
            detail: fc.string(),
            remedy: fc.constantFrom('reload', 'hot-swap', 'toString'),
            after: fc.double(),
            frames: fc.double({ min: -10, max: 1e12 }),
            fps: fc.double(),
            frameTime: fc.double(),
            heap: fc.option(fc.double()),
            outcome: fc.string(),
          },
          { requiredKeys: ['kind', 'time'] },
        ),
      },
    );
    const range = fc.record({ from: fc.integer({ min: 0, max: 5_000_000 }), length: fc.nat(10_000_000) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), range, fc.nat(12_000_000), (rows, { from, length }, now) => {
        const { lines, unread } = readLines(rows);
        expect(lines.length + unread).toBe(rows.length);
        const span = { from, to: from + length };
        const summary = summarize(lines, span, now);
        expect(summary.uptime).toBeGreaterThanOrEqual(0);
        // overlapping runs, as after a clock was set back, are sorted apart
        expect(summary.uptime).toBeLessThanOrEqual(length);
        if (summary.labelled !== null) {
          expect(summary.labelled).toBeGreaterThanOrEqual(0);
          expect(summary.labelled).toBeLessThanOrEqual(1);
        }
        expect(summary.frames).toBeGreaterThanOrEqual(0);
        expect(summary.faults.reduce((sum, { count }) => sum + count, 0)).toBe(summary.incidents.length);
        const { times, memory } = curvesOf(lines, span);
        expect(memory).toHaveLength(times.length);
        expect([...times].sort((a, b) => a - b)).toEqual(times);
      }),
      { numRuns: 400 },
    );
  });
});

describe('an exported log', () => {
  it('comes back as it was', () => {
    const lines = [started(NOW - 5000), fault(NOW - 1000)];
    expect(readHealthFile(writeHealthFile(lines, NOW))).toEqual({
      file: { lines, unread: 0, exported: NOW },
      mistake: null,
    });
  });

  it('says what it is', () => {
    expect(JSON.parse(writeHealthFile([], NOW))).toEqual({
      format: 'perpixel-health',
      version: 1,
      exported: '2026-11-03T15:00:00.000Z',
      entries: [],
    });
  });

  it.each([
    ['', /no JSON/],
    ['{"format":"perpixel-health","vers', /no JSON/],
    ['null', /no log of a kiosk/],
    ['[1]', /no log of a kiosk/],
    ['{"format":"geojson"}', /no log of a kiosk/],
    ['{"format":"perpixel-health","version":2}', /newer perpixel/],
    ['{"format":"perpixel-health","version":1}', /damaged/],
    ['{"format":"perpixel-health","version":0,"exported":"2026-11-03","entries":[]}', /damaged/],
    ['{"format":"perpixel-health","version":1,"exported":"yesterday","entries":[]}', /damaged/],
    ['{"format":"perpixel-health","version":1,"exported":"2026-11-03","entries":{}}', /damaged/],
    ['{"format":"perpixel-health","version":1,"exported":"2026-11-03","entries":[1,2]}', /None of the 2 lines/],
  ])('is refused with its problem and a remedy: %s', (text, problem) => {
    const { file, mistake } = readHealthFile(text);
    expect(file).toBeNull();
    expect(mistake?.problem).toMatch(problem);
    expect(mistake?.remedy).toMatch(/^(Open|Export) /);
  });

  it('is read as far as it can be, also behind a byte order mark', () => {
    const text = JSON.stringify({ ...JSON.parse(writeHealthFile([fault(5)], NOW)), entries: [fault(5), 'torn'] });
    expect(readHealthFile(`\uFEFF${text}`).file).toMatchObject({ lines: [fault(5)], unread: 1 });
  });
});
