import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brightnessAt, isUpdateTime, stepAt, wander } from '../../../src/apps/kiosk/config/timetable.ts';

const at = (clock: string): Date => new Date(`2026-03-05T${clock}:00`);
const NIGHT = { from: '21:00', to: '08:00', level: 0.3 };

describe('the brightness', () => {
  it.each([
    ['20:59', 1],
    ['21:00', 0.3],
    ['23:59', 0.3],
    ['00:00', 0.3],
    ['07:59', 0.3],
    ['08:00', 1],
  ])('at %s is %d, with a night that goes through midnight', (clock, level) => {
    expect(brightnessAt([NIGHT], at(clock))).toBe(level);
  });

  it('is the darkest of spans that overlap, and full without any', () => {
    expect(brightnessAt([NIGHT, { from: '01:00', to: '02:00', level: 0 }], at('01:30'))).toBe(0);
    expect(brightnessAt([], at('01:30'))).toBe(1);
  });

  it('holds all day where a span ends as it begins', () => {
    expect(brightnessAt([{ from: '12:00', to: '12:00', level: 0.5 }], at('03:00'))).toBe(0.5);
  });
});

describe('the wandering of the picture', () => {
  it('stays within its reach, a pixel at a time', () => {
    const time = fc.integer({ min: 0, max: 40 * 365 * 86_400_000 });
    fc.assert(
      fc.property(time, fc.integer({ min: 0, max: 40 }), (time, reach) => {
        const [now, later] = [wander(time, reach), wander(time + 5000, reach)];
        for (const axis of ['x', 'y'] as const) {
          expect(Math.abs(now[axis])).toBeLessThanOrEqual(reach);
          expect(Number.isInteger(now[axis])).toBe(true);
          expect(Math.abs(now[axis] - later[axis])).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('comes by every column within half an hour', () => {
    const seen = new Set(Array.from({ length: 1800 }, (_, second) => wander(second * 1000, 6).x));
    expect(seen.size).toBe(13);
  });
});

describe('a sequence', () => {
  const steps = [{ seconds: 10 }, { seconds: 5 }];

  it.each([
    [0, 0],
    [9.9, 0],
    [10, 1],
    [14.9, 1],
    [15, 0],
    [1_000_000 * 15 + 11, 1],
  ])('is after %d seconds at step %d', (seconds, step) => expect(stepAt(steps, seconds)).toBe(step));
});

describe('updates', () => {
  it('are looked for once in the hour that was set', () => {
    expect(isUpdateTime(4, at('03:59'), null)).toBe(false);
    expect(isUpdateTime(4, at('04:00'), null)).toBe(true);
    expect(isUpdateTime(4, at('04:40'), at('04:00'))).toBe(false);
  });

  it('are looked for every hour where none was', () => {
    expect(isUpdateTime(null, at('12:59'), at('12:00'))).toBe(false);
    expect(isUpdateTime(null, at('13:00'), at('12:00'))).toBe(true);
  });

  it('do not end when the clock is set back by years', () => {
    expect(isUpdateTime(null, at('12:00'), new Date('2040-01-01'))).toBe(true);
  });
});
