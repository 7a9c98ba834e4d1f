import { describe, expect, it } from 'vitest';
import { hastened, workDone } from '../../../workers/gpu/hastened.ts';
import { useBench } from './device.ts';

const TICK = 100;

/** As Firefox has it: it looks whether the device has finished when something is submitted, and ten times a second. */
function ticking(device: GPUDevice): () => void {
  const { queue } = device;
  const onDone = queue.onSubmittedWorkDone.bind(queue);
  const submit = queue.submit.bind(queue);
  const finished: (() => void)[] = [];
  const look = (): void => finished.splice(0).forEach((tell) => tell());
  queue.onSubmittedWorkDone = async () => {
    await onDone();
    await new Promise<void>((tell) => finished.push(tell));
  };
  queue.submit = (commands) => {
    submit(commands);
    look();
  };
  const timer = setInterval(look, TICK);
  return () => clearInterval(timer);
}

async function timeOf(rounds: number, device: GPUDevice, wait: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    device.queue.submit([]);
    await wait();
  }
  return performance.now() - begun;
}

describe('the end of a device’s work', () => {
  const bench = useBench();

  it('is told at once where the browser tells it ten times a second by itself', async () => {
    const { device } = bench();
    const stop = ticking(device);
    try {
      const plain = await timeOf(6, device, () => device.queue.onSubmittedWorkDone());
      expect(plain).toBeGreaterThan(3 * TICK);
      // once to find out
      await workDone(device);
      expect(await timeOf(6, device, () => workDone(device))).toBeLessThan(plain / 2);
    } finally {
      stop();
    }
  });

  it('is not waited for beyond its loss, for what the device leaves open and for what comes later', async () => {
    const adapter = await navigator.gpu.requestAdapter();
    const device = await adapter!.requestDevice();
    await workDone(device);
    // as what was submitted is where the graphics process has died
    const never = new Promise<void>(() => undefined);
    const waiting = expect(hastened(device, never)).rejects.toThrow(/device is lost/);
    device.destroy();
    await waiting;
    await expect(hastened(device, never)).rejects.toThrow(/device is lost/);
  });
});
