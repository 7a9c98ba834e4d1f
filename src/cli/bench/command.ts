import { Option, type Command } from 'commander';
import { whole } from '../terminal/whole.ts';
import { NODE_BACKENDS } from '../../core/tuning/node-backend.ts';
import type { BenchFlags } from './flags.ts';

/** `perpixel bench`: how fast a model is on this machine. */
export function bench(program: Command): void {
  program
    .command('bench')
    .description('how long a frame takes on this machine, stage by stage')
    .option('--model <id>', 'a bundled model’s id, or the path or address of a manifest', 'driving-street')
    .addOption(new Option('--backend <name>', 'what computes').choices(NODE_BACKENDS).default('auto'))
    .addOption(new Option('--seconds <number>', 'how long').argParser(whole).default(5))
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      `
Examples:
  perpixel bench --model selfie
  perpixel bench --model driving --seconds 20 --json`,
    )
    .action(async (flags: BenchFlags) => {
      const { runBench } = await import('./run-bench.ts');
      await runBench(flags);
    });
}
