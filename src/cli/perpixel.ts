import { Command, CommanderError } from 'commander';
import { VERSION } from '../core/text/version.ts';
import { assets } from './assets/command.ts';
import { bench } from './bench/command.ts';
import { evaluate } from './evaluate/command.ts';
import { image } from './image/command.ts';
import { label } from './label/command.ts';
import { merge } from './merge/command.ts';
import { models } from './models/command.ts';
import { query } from './query/command.ts';
import { serve } from './serve/command.ts';
import { exitCodeOf } from './terminal/exit-code.ts';

/** A line a subcommand; each adds itself, and loads what it works with when it is called. */
const COMMANDS = [label, query, merge, image, evaluate, models, bench, assets, serve];

const program = new Command('perpixel')
  .description('Every pixel labelled, live, in the browser')
  .version(VERSION)
  .showHelpAfterError()
  .exitOverride()
  .addHelpText(
    'after',
    `
Exit codes:
  0 done   1 failed   2 the command line cannot be understood, or names what is not there
  3 some videos could not be labelled, all others were   4 results are missing, doubled or of several kinds
  130 ended with Ctrl-C, 143 ended by the system: the same command goes on where it was`,
  );
for (const add of COMMANDS) add(program);
const all = (command: Command): Command[] => command.commands.flatMap((each) => [each, ...all(each)]);
for (const command of all(program)) command.exitOverride().showHelpAfterError();
// whoever reads the output has enough of it, as “head” does
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
try {
  await program.parseAsync();
} catch (error) {
  // what is wrong and what to do, without a stack: it is not the program that is at fault
  if (!(error instanceof CommanderError)) console.error(error instanceof Error ? error.message.trim() : error);
  process.exitCode = exitCodeOf(error);
}
