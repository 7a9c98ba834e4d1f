import { untilLost } from './until-lost.ts';

/** Milliseconds. A browser that reports in time has done nothing at all sooner than this. */
const PROMPT = 20;

const slow = new WeakMap<GPUDevice, Promise<boolean>>();

/**
 * Waits for something of a device: for its work to be done, for a buffer to be mapped, for a run of a network. Firefox looks
 * whether a device has finished when something is submitted, and by itself ten times a second only, which would be ten
 * frames a second: there, nothing is submitted again and again until it has.
 * @throws Error once the device is lost
 */
export async function hastened<T>(device: GPUDevice, promise: Promise<T>): Promise<T> {
  const waiting = untilLost(device, promise);
  // it is awaited below, after what may take longer
  waiting.catch(() => undefined);
  if (!(await isSlow(device))) return waiting;
  let settled = false;
  const ended = waiting.finally(() => (settled = true)).catch(() => undefined);
  for (;;) {
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 1))]);
    if (settled) return waiting;
    device.queue.submit([]);
  }
}

/** Resolves when a device has done all that was submitted so far. */
export async function workDone(device: GPUDevice): Promise<void> {
  await hastened(device, device.queue.onSubmittedWorkDone());
}

/** Whether the browser is late with its reports; tried once a device, with nothing to do. */
function isSlow(device: GPUDevice): Promise<boolean> {
  const known = slow.get(device) ?? untilLost(device, tryOut(device));
  slow.set(device, known);
  return known;
}

async function tryOut({ queue }: GPUDevice): Promise<boolean> {
  await queue.onSubmittedWorkDone();
  const started = performance.now();
  queue.submit([]);
  await queue.onSubmittedWorkDone();
  return performance.now() - started > PROMPT;
}
