import type { PerPixelError } from '../../../core/errors/errors.ts';
import type { FaultKind } from './health.ts';

/** Which of an unattended screen's faults an error is. */
export function faultOf(part: 'source' | 'labelling', { code }: PerPixelError): FaultKind {
  if (part === 'source') return code.startsWith('camera-') ? 'camera' : 'start';
  if (code === 'worker-crashed') return 'worker';
  if (code === 'device-lost' || code === 'backend-unavailable') return 'gpu';
  return code.startsWith('model-') ? 'start' : 'inference';
}
