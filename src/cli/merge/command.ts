import { join } from 'node:path';
import type { Command } from 'commander';

interface Flags {
  readonly out?: string;
  readonly partial?: boolean;
  readonly json?: true;
}

/** `perpixel merge FOLDER`: one data set of what many processes have labelled. */
export function merge(program: Command): void {
  program
    .command('merge')
    .description('check that nothing is missing or doubled, and make one data set of all videos')
    .argument('<folder>', 'what “perpixel label” has written, alone or on a cluster')
    .option('--out <folder>', 'where to (default: “merged” in that folder)')
    .option('--partial', 'although videos are missing')
    .option('--json', 'print the summary')
    .addHelpText(
      'after',
      `
Examples:
  perpixel merge results
  perpixel merge results --partial --out so-far

It writes frames.parquet (a row a frame), tracks.parquet (a row a thing, where things are told apart),
summary.json and failed.jsonl: the same bytes, whoever labelled which video.`,
    )
    .action(async (folder: string, { out = join(folder, 'merged'), partial = false, json }: Flags) => {
      const { mergeResults } = await import('./merge-results.ts');
      const summary = await mergeResults(folder, out, partial);
      if (json) {
        console.log(JSON.stringify(summary));
        return;
      }
      const { videos, frames, failed, seconds } = summary;
      console.log(
        `${videos.length} videos, ${frames} frames, ${seconds.toFixed(1)} s of video${failed > 0 ? `; ${failed} failed (failed.jsonl)` : ''}: ${out}`,
      );
    });
}
