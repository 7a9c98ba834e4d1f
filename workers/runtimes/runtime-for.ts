import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { Device } from '../../src/core/tuning/backend.ts';
import type { Runtime } from './port.ts';

/**
 * The first of these that computes on a device.
 * @throws PerPixelError `backend-unavailable`
 */
export function runtimeFor(runtimes: readonly Runtime[], device: Device): Runtime {
  const found = runtimes.find(({ devices }) => devices.includes(device));
  if (found) return found;
  throw new PerPixelError(
    'backend-unavailable',
    `Nothing that runs networks on the ${device.toUpperCase()} works here.`,
    'Choose another backend.',
  );
}
