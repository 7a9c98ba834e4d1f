import { describe, expect, it } from 'vitest';
import { availability, duration } from '../../../src/apps/kiosk/health/format.ts';
import { presenceOf } from '../../../src/apps/kiosk/health/presence.ts';
import { rangeOf } from '../../../src/apps/kiosk/health/ranges.ts';
import { faultWords, sentence } from '../../../src/apps/kiosk/health/words.ts';
import { fault, recovered, sample, started, state } from './log.ts';

const HOUR = 3_600_000;

describe('a line of the log', () => {
  it.each([
    [started(0), 'The page was opened, version 0.1.0.'],
    [
      started(0, 'source could not be mended'),
      'The page came back by itself, version 0.1.0: source could not be mended.',
    ],
    [state(0, 'degraded', 'live'), 'Going on with something missing (before: live).'],
    [fault(0, 'worker'), 'The worker stopped: it was unplugged.'],
    [{ ...fault(0), detail: 'The camera failed twice!' }, 'The camera failed twice!'],
    [{ ...fault(0), detail: '' }, 'The camera failed.'],
    [recovered(0, 75), 'Labelled frames flow after 75 ms.'],
    [{ kind: 'remedy', time: 0, remedy: 'hot-swap', fault: null }, 'Let a fresh worker take over, as planned.'],
    [
      { kind: 'remedy', time: 0, remedy: 'restart-source', fault: 'start' },
      'Opened the source, because: the picture did not start.',
    ],
    [{ kind: 'first-frame', time: 0, after: 2400 }, 'The first labelled frame came after 2.4 s.'],
    [
      { kind: 'remedy', time: 0, remedy: 'reload', fault: 'gpu' },
      'Loaded the page anew, because: the graphics device was lost.',
    ],
    [{ kind: 'update', time: 0, version: '2', outcome: 'installed' }, 'Version 2 was installed.'],
    [sample(0, 7, null), '7 frames since the page was opened, 30.0 a second, 12.0 ms each'],
  ] as const)('is a sentence: %o', (line, words) => {
    expect(sentence(line)).toBe(words);
  });

  it('quotes what another version called it', () => {
    expect(sentence({ ...fault(0), fault: 'toString' })).toBe('“toString”: it was unplugged.');
    expect(faultWords('hologram')).toBe('“hologram”');
  });
});

describe('figures', () => {
  it.each([
    [0, '0 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [9960, '10 s'],
    [99_600, '2 min'],
    [HOUR - 1, '1 h'],
    [2.25 * HOUR, '2 h 15 min'],
    [48 * HOUR - 1, '2 d'],
    [50.6 * HOUR, '2 d 3 h'],
  ])('of %d milliseconds read well', (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });

  it.each([
    [1, '100 %'],
    [0.9999999, '99.999 %'],
    [0.98765, '98.7 %'],
    [0, '0.0 %'],
  ])('of availability never say more than there was: %d', (share, words) => {
    expect(availability(share)).toBe(words);
  });
});

describe('when it was last heard of', () => {
  const lines = [started(0), state(10_000, 'live', 'starting')];

  it('is told with what it did', () => {
    expect(presenceOf(lines, 70_000, false)).toEqual({ running: true, words: 'Heard of 60 s ago: live' });
    expect(presenceOf(lines, 70_000, true).words).toBe('Heard of 60 s before this was exported: live');
    expect(presenceOf([...lines, started(20_000)], 30_000, false).words).toBe('Heard of 10 s ago: starting');
    expect(presenceOf([sample(10, 5)], 10, false).words).toBe('Heard of 0 ms ago');
  });

  it('is too long ago for one that runs', () => {
    expect(presenceOf(lines, 3 * HOUR, false)).toEqual({ running: false, words: 'Not heard of for 3 h' });
  });
});

it('a range reaches back from when the log was read, and everything to its last line', () => {
  const lines = [fault(5), fault(9 * HOUR)];
  expect(rangeOf('hour', lines, 8 * HOUR)).toEqual({ from: 7 * HOUR, to: 8 * HOUR });
  expect(rangeOf('all', lines, 8 * HOUR)).toEqual({ from: 5, to: 9 * HOUR });
});
