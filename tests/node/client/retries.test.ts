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

it('tries nothing again that failed otherwise', () => {
  const retries = new Retries();
  expect(retries.again(new PerPixelError('inference-failed', 'It failed.', 'Report it.'))).toBe(false);
  expect(retries.again(new Error('worker-crashed'))).toBe(false);
});
