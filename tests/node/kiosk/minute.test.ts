import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BEGINNING, follow, secondsLeft, type Minute, type MinuteEvent } from '../../../src/apps/kiosk/teach/minute.ts';

const WATCH = 60_000;

const after = (events: readonly MinuteEvent[]): Minute =>
  events.reduce((minute, event) => follow(minute, event, WATCH), BEGINNING);
const tick = (at: number, drawing = false): MinuteEvent => ({ at, kind: 'tick', drawing });
const press = (at: number): MinuteEvent => ({ at, kind: 'on' });

const FROZEN = [{ at: 0, kind: 'picture' }, press(1000), tick(4000)] as const satisfies readonly MinuteEvent[];
const WATCHING = [...FROZEN, press(10_000), press(20_000)];

describe('the guided minute', () => {
  it('goes from holding still to strokes by itself, and on by a press each', () => {
    expect(after([]).phase).toBe('opening');
    expect(after(FROZEN.slice(0, 1)).phase).toBe('show');
    expect(after([...FROZEN.slice(0, 2), tick(3999)]).phase).toBe('still');
    expect(after(FROZEN).phase).toBe('thing');
    expect(after([...FROZEN, press(5000)]).phase).toBe('rest');
    expect(after(WATCHING).phase).toBe('watch');
  });

  it('counts down what ends by itself', () => {
    expect(secondsLeft(after(FROZEN.slice(0, 2)), 1001)).toBe(3);
    expect(secondsLeft(after(FROZEN), 5000)).toBeNull();
    expect(secondsLeft(after(WATCHING), 20_000)).toBe(60);
    expect(secondsLeft(after(WATCHING), 90_000)).toBe(0);
  });

  it('ends after a minute of watching, and cuts no line that is drawn', () => {
    expect(after([...WATCHING, tick(79_999)]).phase).toBe('watch');
    expect(after([...WATCHING, tick(80_000, true)]).phase).toBe('watch');
    expect(after([...WATCHING, tick(81_000)])).toEqual({ phase: 'over', until: 86_000, end: 'time' });
  });

  it('is shown another picture instead, while that stands', () => {
    const again: MinuteEvent = { at: 9000, kind: 'again' };
    expect(after([...FROZEN, again]).phase).toBe('show');
    expect(after([...FROZEN, press(5000), again]).phase).toBe('show');
    expect(after([...WATCHING, again]).phase).toBe('watch');
  });

  it('is left alone by whoever touches nothing, but not while they watch', () => {
    const alone: MinuteEvent = { at: 50_000, kind: 'end', end: 'alone' };
    expect(after([alone]).end).toBe('alone');
    expect(after([...FROZEN, alone]).end).toBe('alone');
    expect(after([...WATCHING, alone]).phase).toBe('watch');
  });

  it('is over for good, whatever comes, and always within its time', () => {
    const events = fc.array(
      fc.oneof(
        fc.constantFrom<MinuteEvent>(
          { at: 0, kind: 'picture' },
          { at: 0, kind: 'on' },
          { at: 0, kind: 'again' },
          { at: 0, kind: 'end', end: 'left' },
          { at: 0, kind: 'end', end: 'alone' },
          { at: 0, kind: 'end', end: 'camera' },
        ),
        fc.boolean().map((drawing): MinuteEvent => ({ at: 0, kind: 'tick', drawing })),
      ),
    );
    fc.assert(
      fc.property(events, (given) => {
        let minute = BEGINNING;
        for (const [at, event] of given.entries()) {
          const next = follow(minute, { ...event, at: at * 1000 }, WATCH);
          if (minute.phase === 'over') expect(next).toBe(minute);
          minute = next;
        }
        const late = follow(minute, { at: 1e7, kind: 'end', end: 'alone' }, WATCH);
        expect(follow(late, { at: 1e7, kind: 'tick', drawing: false }, WATCH).phase).toBe('over');
      }),
    );
  });
});
