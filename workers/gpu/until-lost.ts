type Reject = (reason: Error) => void;

/** Who waits, by device: a frame leaves nothing behind on the promise of a device's loss, which lasts for weeks. */
const waiting = new WeakMap<GPUDevice, Set<Reject>>();

/**
 * As `promise`, but ends with the device. A graphics process that dies may leave promises of its devices open for good,
 * such as that of the work that was submitted.
 * @throws Error once the device is lost
 */
export function untilLost<T>(device: GPUDevice, promise: Promise<T>): Promise<T> {
  const others = waiting.get(device) ?? watch(device);
  return new Promise((resolve, reject) => {
    others.add(reject);
    promise.then(resolve, reject).finally(() => others.delete(reject));
  });
}

function watch(device: GPUDevice): Set<Reject> {
  const all = new Set<Reject>();
  waiting.set(device, all);
  void device.lost.then(({ message, reason }) => {
    for (const reject of all) reject(new Error(`The graphics device is lost: ${message || reason}`));
    // who comes later watches anew, and hears of it at once
    waiting.delete(device);
  });
  return all;
}
