import { expect, it } from 'vitest';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import { Retries } from '../../../src/link/retries.ts';

const died = new PerPixelError('worker-crashed', 'It is gone.', 'Start another one.');

it('the third worker that dies over the same work is the last one', () => {
  const retries = new Retries();
  expect([1, 2, 3].map(() => retries.again(died))).toEqual([true, true, false]);
});

it('counts anew once something got done', () => {
  const retries = new Retries();
  retries.again(died);
  retries.again(died);
  retries.reset();
  expect([1, 2, 3].map(() => retries.again(died))).toEqual([true, true, false]);
});

it('counts anew after a worker that was at work for a minute, and not after one that died soon or before it was', () => {
  const retries = new Retries();
  const dies = (now: number): boolean => retries.again(died, now);
  for (const from of [0, 200_000, 400_000, 600_000]) {
    retries.atWork(from);
    expect(dies(from + 60_000)).toBe(true);
  }
  retries.atWork(700_000);
  expect(dies(759_999)).toBe(true);
  // over and over while it is to take over, however long that takes
  expect(dies(900_000)).toBe(false);
});

it('tries nothing again that failed otherwise', () => {
  const retries = new Retries();
  expect(retries.again(new PerPixelError('inference-failed', 'It failed.', 'Report it.'))).toBe(false);
  expect(retries.again(new Error('worker-crashed'))).toBe(false);
});
