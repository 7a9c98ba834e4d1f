import type { FaultKind, HealthEntry, KioskState } from '../../../src/apps/kiosk/supervisor/health.ts';
import type { LineOf } from '../../../src/apps/kiosk/health/log/health-lines.ts';

/** Lines as a kiosk writes them: what a reader takes must fit them. */
type Written<K extends HealthEntry['kind']> = Extract<HealthEntry, { kind: K }> & LineOf<K>;

export function started(time: number, reason = 'opened'): Written<'started'> {
  return { kind: 'started', time, version: '0.1.0', reason };
}

export function state(time: number, to: KioskState, from: KioskState): Written<'state'> {
  return { kind: 'state', time, state: to, from };
}

export function fault(time: number, kind: FaultKind = 'camera'): Written<'fault'> {
  return { kind: 'fault', time, fault: kind, detail: 'it was unplugged' };
}

export function recovered(time: number, after: number): Written<'recovered'> {
  return { kind: 'recovered', time, after };
}

export function sample(time: number, frames: number, heap: number | null = 200e6): Written<'sample'> {
  return { kind: 'sample', time, frames, fps: 30, frameTime: 12, heap };
}
