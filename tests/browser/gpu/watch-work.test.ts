import { expect, it } from 'vitest';
import { watchWork } from '../../../workers/gpu/watch-work.ts';
import { workDone } from '../../../workers/gpu/hastened.ts';
import { useBench } from './device.ts';

const bench = useBench();

it('each piece of work that a device has done is told, as long as somebody wants to know', async () => {
  const { device } = bench();
  let heard = 0;
  const watch = watchWork(device, () => (heard += 1));
  const piece = (): void => device.queue.submit([device.createCommandEncoder().finish()]);
  for (let i = 0; i < 5; i += 1) piece();
  device.queue.submit([]);
  await workDone(device);
  expect(heard).toBe(5);
  watch.active = false;
  piece();
  await workDone(device);
  expect(heard).toBe(5);
});
