import { CommanderError } from 'commander';
import { PerPixelError } from '../../core/errors/errors.ts';
import { CommandError, EXIT } from './command-error.ts';

/** What the command ends with after an error. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommandError) return error.exitCode;
  // help and version are thrown too, with a code of 0
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (!(error instanceof PerPixelError)) return EXIT.failed;
  return error.code === 'option-invalid' ? EXIT.usage : error.code === 'aborted' ? EXIT.interrupted : EXIT.failed;
}
