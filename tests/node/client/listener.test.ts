import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { whileCalled } from '../../../src/link/listener.ts';

it('what a worker tells by a channel of its own is not heard after the reply', async () => {
  const { port1, port2 } = new MessageChannel();
  const heard: number[] = [];
  let late = Promise.resolve<unknown>(null);
  const reply = await whileCalled(
    (told: number) => void heard.push(told),
    async (hears) => {
      port1.on('message', hears);
      port2.postMessage(1);
      await once(port1, 'message');
      port2.postMessage(2);
      late = once(port1, 'message');
      return 'open';
    },
  );
  expect(reply).toBe('open');
  await late;
  expect(heard).toEqual([1]);
  port1.close();
});
