import type { Command } from 'commander';
import type { QueryFlags } from './flags.ts';

/** `perpixel query 'pedestrian > 3% for 0.5s' FOLDER`: when it is so, in every video of a folder of results. */
export function query(program: Command): void {
  program
    .command('query')
    .description('find when something is so, in all videos of a folder of results')
    .argument('<query>', 'what is to be so, such as “count(pedestrian) >= 2 and car > 10% for 0.5s”')
    .argument('<folder>', 'what “perpixel label” or “perpixel merge” has written')
    .option('--csv', 'a line a range: video, from, to, seconds, frames')
    .option('--json', 'one object with all ranges')
    .option('--open', 'make a page of the ranges in the folder, and open it')
    .addHelpText(
      'after',
      `
Examples:
  perpixel query 'pedestrian > 3% for 0.5s' results
  perpixel query 'count(car) >= 3 and not "traffic sign"' results --csv > ranges.csv

A share is compared with a share (3% or 0.03), a count with a whole number; “for” keeps what lasts.
Names of more than one word stand in quotes.`,
    )
    .action(async (text: string, folder: string, flags: QueryFlags) => {
      const { runQuery } = await import('./run-query.ts');
      await runQuery(text, folder, flags);
    });
}
