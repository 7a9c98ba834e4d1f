import { PerPixelError } from '../../src/core/errors/errors.ts';

/** A model that this tab has no room for. */
export function modelTooLarge(id: string, bytes: number, cause: unknown): PerPixelError {
  return new PerPixelError(
    'model-too-large',
    `The model "${id}" (${(bytes / 1e6).toFixed(1)} MB) needs more memory than this tab has.`,
    'Use a smaller model, or one with a smaller input; a tab has 4 GB for it at most.',
    { cause },
  );
}

/** A run that this tab has no room for. @param words what was said of it */
export function runTooLarge(words: string, cause: unknown): PerPixelError {
  return new PerPixelError(
    'inference-failed',
    `The model needs more memory than this tab has (${words.replace(/\.$/, '')}).`,
    'Use a smaller model, or one with a smaller input.',
    { cause },
  );
}

/** What to do about a run that failed for a reason of its own. */
export const OTHER_MODEL = 'Try another model, or the backend “wasm”.';

export function sessionClosed(): PerPixelError {
  return new PerPixelError('inference-failed', 'The model is closed.', 'Open it again.');
}
