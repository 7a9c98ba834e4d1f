import { expect, it } from 'vitest';
import { atMost } from '../../../src/core/async/at-most.ts';

it('waits for work that ends in time, and throws what goes wrong in it', async () => {
  await atMost(60_000, Promise.resolve(1));
  await expect(atMost(60_000, Promise.reject(new Error('gone')))).rejects.toThrow('gone');
});

it('waits no longer for work that hangs, and leaves what goes wrong later to nobody', async () => {
  let fail: (error: Error) => void = () => undefined;
  const work = new Promise((_, reject) => (fail = reject));
  await atMost(1, work);
  // one that nobody handled would end the run
  fail(new Error('late'));
  await new Promise((resolve) => setImmediate(resolve));
});
