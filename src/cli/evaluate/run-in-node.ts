import { CommandError, EXIT } from '../terminal/command-error.ts';
import { openNode } from './node-studio.ts';
import { evaluate } from './run-evaluate.ts';
import { readTask, USAGE, type Task } from './task.ts';

/** @throws CommandError that shows the usage where an option is missing, unknown or out of range */
export async function runEvaluate(given: readonly string[]): Promise<void> {
  if (given.includes('--help') || given.includes('-h')) console.log(inWords(USAGE));
  else await evaluate(taskOf(given), openNode);
}

function taskOf(given: readonly string[]): Task {
  try {
    return readTask(given);
  } catch (cause) {
    throw new CommandError(inWords(cause instanceof Error ? cause.message : String(cause)), '', EXIT.usage, { cause });
  }
}

/** As it is called here: what computes is not a browser's to choose. */
function inWords(text: string): string {
  return text.replaceAll('npm run evaluate --', 'perpixel evaluate').replace(/^ *--(backend|runtime) .*\n/gm, '');
}
