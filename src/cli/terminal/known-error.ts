import type { PerPixelError } from '../../core/errors/errors.ts';

/** Whether it says what is wrong and what to do: by its name, since `perpixel/node` and the command are built apart, each with the class of its own. */
export function isKnown(thrown: unknown): thrown is PerPixelError {
  return thrown instanceof Error && thrown.name === 'PerPixelError';
}
