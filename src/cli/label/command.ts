import { InvalidArgumentError, Option, type Command } from 'commander';
import { parseEvery, type Every } from '../../core/analysis/every.ts';
import { LABELLINGS } from '../../core/instances/instance.ts';
import type { RefineOptions } from '../../core/refine/stages.ts';
import { NODE_BACKENDS } from '../../core/tuning/node-backend.ts';
import { whole } from '../terminal/whole.ts';
import type { LabelFlags } from './flags.ts';

/** `perpixel label VIDEOS… --model driving --out results`: every frame of many videos, on this machine or a part of a cluster. */
export function label(program: Command): void {
  program
    .command('label')
    .description('label every frame of videos, and keep each class’s share as Parquet')
    .argument('<videos...>', 'files, folders, patterns in quotes, or - for a list on standard input')
    .requiredOption('--model <id>', 'a bundled model’s id, or the path or address of a manifest')
    .requiredOption('--out <folder>', 'where results go')
    .addOption(
      new Option('--every <frames>', 'which frames: 5 is each fifth, 2/s two a second').argParser(every).default(1),
    )
    .addOption(new Option('--format <kind>', 'of the tables').choices(['parquet', 'csv', 'json']).default('parquet'))
    .addOption(
      new Option('--labelling <kind>', 'what is told apart (default: what the model is made for)').choices(LABELLINGS),
    )
    .option('--refine <json>', 'how labels are tidied, as JSON, or “off” (default: the model’s own)', refine)
    .option('--mirror', 'average with the labels of the mirrored frame')
    .option('--ensemble <id>', 'average with a second model of the same classes')
    .addOption(new Option('--backend <name>', 'what computes').choices(NODE_BACKENDS).default('auto'))
    .option('--threads <number>', 'threads that label (default: one a core)', whole)
    .addOption(
      new Option('--label-maps <kind>', 'keep each frame’s label map: a grey PNG of class ids').choices(['png']),
    )
    .addOption(new Option('--overlay <kind>', 'make a video with the labels drawn over it').choices(['mp4']))
    .option('--coco', 'all segments in COCO’s format, with run-length encoded masks')
    .option('--shard <part>', 'label only this part of the list, such as 3/8')
    .option('--completions <number>', 'how many parts there are, where the cluster’s engine does not say', whole)
    .option('--json', 'a line of JSON a video, and one at the end')
    .addHelpText(
      'after',
      `
Examples:
  perpixel label drive.mp4 --model driving-street --out results
  perpixel label 'drives/*.mp4' --model driving --out results --every 2/s
  perpixel label drive.mp4 --model driving-street --out results --overlay mp4
  perpixel label drive.mp4 --model driving-street --out results --every 1/s --coco --label-maps png
  find /data -name '*.mkv' -print0 | perpixel label - --model driving --out results
  perpixel label /data/drives --model driving --out /shared/results --shard 3/8

Ctrl-C ends it; the same command goes on behind the last finished frame, and leaves alone what is done.
In a job array of Slurm, an indexed job of Kubernetes or an array job of AWS Batch each task takes its part by itself.
Videos that cannot be labelled are listed in failed.jsonl; the others are labelled all the same.`,
    )
    .action(async (videos: string[], flags: LabelFlags) => {
      const { runLabel } = await import('./run-label.ts');
      process.exitCode = await runLabel(videos, flags);
    });
}

function every(text: string): Every {
  const value = parseEvery(text);
  if (value === null) throw new InvalidArgumentError('It is a whole number, or so many a second, such as 2/s.');
  return value;
}

function refine(text: string): RefineOptions | false {
  if (text === 'off') return false;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // said below
  }
  throw new InvalidArgumentError('It is a JSON object, such as {"minRegion":24}, or off.');
}
