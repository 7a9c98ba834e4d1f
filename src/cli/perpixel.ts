import { Command } from 'commander';
import { VERSION } from '../core/text/version.ts';
import { assets } from './assets/command.ts';
import { serve } from './serve/command.ts';

/** A line a subcommand; each adds itself. */
const COMMANDS = [assets, serve];

const program = new Command('perpixel')
  .description('Every pixel labelled, live, in the browser')
  .version(VERSION)
  .showHelpAfterError();
for (const add of COMMANDS) add(program);
try {
  await program.parseAsync();
} catch (error) {
  // what is wrong and what to do, without a stack: it is not the program that is at fault
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
