import { describe, expect, it } from 'vitest';
import { Attempts } from '../../../src/live/player/attempts.ts';

describe('attempts at a source', () => {
  it('wait beside what is on, which ends only once they succeed', () => {
    const attempts = new Attempts();
    const street = attempts.begin('street', true);
    const camera = attempts.begin('camera', true);
    expect([attempts.wanted, attempts.waits(street), attempts.waits(camera)]).toEqual(['camera', false, true]);
    expect(street.abort.signal.aborted).toBe(false);
    attempts.succeed(camera);
    expect([street.abort.signal.aborted, attempts.waiting, attempts.wanted]).toEqual([true, false, 'camera']);
  });

  it('give way to newer ones, and leave what is on when they fail', () => {
    const attempts = new Attempts();
    const street = attempts.begin('street', true);
    const camera = attempts.begin('camera', true);
    const film = attempts.begin('film.mp4', true);
    expect([camera.abort.signal.aborted, street.abort.signal.aborted]).toEqual([true, false]);
    expect(attempts.fail(film)).toBe(true);
    expect(attempts.wanted).toBe('street');
    expect(attempts.fail(street)).toBe(false);
    // it can be tried again
    expect(attempts.wanted).toBe('street');
  });

  it('begin anew where nothing may go on', () => {
    const attempts = new Attempts();
    const street = attempts.begin('street', true);
    const camera = attempts.begin('camera', false);
    expect([street.abort.signal.aborted, attempts.waiting]).toEqual([true, false]);
    attempts.clear();
    expect([camera.abort.signal.aborted, attempts.wanted]).toEqual([true, null]);
  });
});
