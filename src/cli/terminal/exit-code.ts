import { CommanderError } from 'commander';
import { CommandError, EXIT } from './command-error.ts';
import { isKnown } from './known-error.ts';

/** What the command ends with after an error. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommandError) return error.exitCode;
  // help and version are thrown too, with a code of 0
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (!isKnown(error)) return EXIT.failed;
  return error.code === 'option-invalid' ? EXIT.usage : error.code === 'aborted' ? EXIT.interrupted : EXIT.failed;
}
