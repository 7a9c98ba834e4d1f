import { PerPixelError, toPerPixelError } from '../../src/core/errors/errors.ts';
import { lacksMemory } from '../../src/core/errors/lacks-memory.ts';
import { OTHER_MODEL, runTooLarge } from '../runtimes/errors.ts';

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
  if (thrown instanceof PerPixelError) return thrown;
  if (lacksMemory(thrown)) return runTooLarge(thrown instanceof Error ? thrown.message : String(thrown), thrown);
  return toPerPixelError(thrown, 'inference-failed', OTHER_MODEL);
}

/** @param reason why the device was lost the last time */
export function unsteady(reason: string | null): PerPixelError {
  return new PerPixelError(
    'backend-unavailable',
    `WebGPU fails at every frame (${reason ?? 'the device is lost'}).`,
    'Choose the backend “wasm”.',
  );
}
