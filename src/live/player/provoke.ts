import { PerPixelError } from '../../core/errors/errors.ts';
import type { Stream } from './stream.ts';

/** What can be made to go wrong, for tests. */
export const INJECTED = [
  'worker-crash',
  'device-lost',
  'camera-ended',
  'inference-error',
  'stall',
  'memory-pressure',
  'beside-crash',
] as const;
export type InjectedFault = (typeof INJECTED)[number];

/** Whether this page is opened for tests of faults: `?faults`. */
export function faultsWanted(): boolean {
  return new URLSearchParams(location.search).has('faults');
}

/**
 * Causes a fault for real, where that can be done.
 * @throws PerPixelError `option-invalid` for an unknown fault, `worker-crashed` where no worker runs, `source-unavailable` where
 * no camera does, `backend-unavailable` for a device on WASM, and for a model beside the
 * stream where there is none
 */
export async function provoke({ source, live }: Stream, fault: InjectedFault): Promise<void> {
  if (!INJECTED.includes(fault)) {
    throw new PerPixelError('option-invalid', `“${fault as string}” is no fault.`, `Use ${INJECTED.join(', ')}.`);
  }
  if (fault === 'camera-ended') {
    if (!source?.unplug) throw new PerPixelError('source-unavailable', 'No camera is running.', 'Open one first.');
    source.unplug();
    return;
  }
  if (!live.current) throw new PerPixelError('worker-crashed', 'No worker is running.', 'Wait for the next one.');
  if (fault === 'worker-crash') live.current.crash();
  else await live.current.provoke(fault);
}
