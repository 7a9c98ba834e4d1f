import type { Command } from 'commander';

/** `perpixel evaluate`: how good a model is, by pictures whose labels are known. */
export function evaluate(program: Command): void {
  program
    .command('evaluate')
    .description('score a model on labelled pictures: IoU, boundary F, calibration, the worst frames')
    .argument('[options...]')
    .helpOption(false)
    .allowUnknownOption()
    .action(async (_options: unknown, __: unknown, command: Command) => {
      const { runEvaluate } = await import('./run-in-node.ts');
      await runEvaluate(command.args);
    });
}
