import { toPerPixelError, type PerPixelError } from '../../core/errors/errors.ts';

/** What nobody foresaw, as one of ours. */
export function foreseen(thrown: unknown): PerPixelError {
  return toPerPixelError(thrown, 'source-unavailable', 'Try again, or choose another source.');
}
