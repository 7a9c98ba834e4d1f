import { expect, it } from 'vitest';
import { throwIfAborted } from '../../../src/core/errors/errors.ts';
import { SerialQueue } from '../../../src/core/async/serial-queue.ts';
import { givingUp } from '../../../src/link/giving-up.ts';
import { Calls } from '../../../workers/link/calls.ts';

it('a call that is given up while it waits does not begin, and those beside it do', async () => {
  const [calls, queue] = [new Calls(), new SerialQueue()];
  const began: number[] = [];
  const start = (call: number): Promise<void> =>
    calls.run(call, (signal) =>
      queue.run(async () => {
        throwIfAborted(signal);
        began.push(call);
        await new Promise((resolve) => setTimeout(resolve));
      }),
    );
  const controller = new AbortController();
  const first = start(1);
  const second = givingUp(start(2), controller.signal, async () => calls.giveUp(2));
  const third = start(3);
  controller.abort();
  await expect(second).rejects.toMatchObject({ code: 'aborted' });
  await Promise.all([first, third]);
  expect(began).toEqual([1, 3]);
  // numbers that are done, or never were, mean nothing
  calls.giveUp(1);
  calls.giveUp(9);
});
