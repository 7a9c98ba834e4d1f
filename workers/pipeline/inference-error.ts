import { PerPixelError, toPerPixelError } from '../../src/core/errors/errors.ts';
import { lacksMemory, runtimeWords } from '../runtimes/ort-web/session-error.ts';

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
  if (lacksMemory(thrown)) {
    return new PerPixelError(
      'inference-failed',
      `The model needs more memory than this tab has (${runtimeWords(thrown).replace(/\.$/, '')}).`,
      'Use a smaller model, or one with a smaller input.',
      { cause: thrown },
    );
  }
  const problem = thrown instanceof Error ? new Error(runtimeWords(thrown), { cause: thrown }) : thrown;
  return toPerPixelError(problem, 'inference-failed', 'Try another model, or the backend “wasm”.');
}
