import { PerPixelError } from '../../shared/errors.ts';
import { OVERLAYS, type BackendChoice, type Overlay } from '../../shared/protocol.ts';

const BACKENDS: readonly string[] = ['auto', 'webgpu', 'wasm'] satisfies BackendChoice[];

/** What the element's attributes may say. Anything else is told, and the default taken. */
export function checkSettings(raw: { overlay: string; backend: string; opacity: number }): PerPixelError | null {
  if (!isOverlay(raw.overlay)) return unknown('overlay', raw.overlay, OVERLAYS.join(', '));
  if (!isBackend(raw.backend)) return unknown('backend', raw.backend, BACKENDS.join(', '));
  if (!(raw.opacity >= 0 && raw.opacity <= 1)) return unknown('opacity', String(raw.opacity), 'a number from 0 to 1');
  return null;
}

export function isOverlay(value: string): value is Overlay {
  return (OVERLAYS as readonly string[]).includes(value);
}

export function isBackend(value: string): value is BackendChoice {
  return BACKENDS.includes(value);
}

/** 0 to 1; what is no number counts as the default. */
export function validOpacity(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0.5;
}

function unknown(name: string, value: string, known: string): PerPixelError {
  return new PerPixelError('option-invalid', `“${value}” is no value of “${name}”.`, `Use ${known}.`);
}
