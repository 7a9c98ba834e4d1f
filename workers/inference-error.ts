import { PerPixelError, toPerPixelError } from '../src/shared/errors.ts';

/** What a failed run means: a model or input at fault, unless the device is gone. */
export function inferenceError(thrown: unknown, lost: string | null): PerPixelError {
  if (lost !== null) {
    return new PerPixelError(
      'device-lost',
      `The graphics device was lost (${lost}).`,
      'Labelling starts again by itself; if it keeps happening, choose the backend “wasm”.',
      { cause: thrown },
    );
  }
  return toPerPixelError(thrown, 'inference-failed', 'Try another model, or the backend “wasm”.');
}
