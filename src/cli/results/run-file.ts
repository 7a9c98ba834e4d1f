import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError, EXIT } from '../terminal/command-error.ts';
import { FORMAT, type Making } from './facts.ts';
import { makeFolder } from './make-folder.ts';
import { canonical, makingKey } from './result-key.ts';
import { writeWhole } from './write-whole.ts';

/** What an output folder is meant to hold: every process of a cluster writes the same, and `merge` goes by it. */
export interface RunFile extends Making {
  readonly format: number;
  /** Of the videos, ascending. */
  readonly videos: readonly string[];
}

export function runFileOf(out: string): string {
  return join(out, 'run.json');
}

/** null: there is none. */
export async function readRunFile(out: string): Promise<RunFile | null> {
  try {
    const run = JSON.parse(await readFile(runFileOf(out), 'utf8')) as RunFile;
    return run.format === FORMAT ? run : null;
  } catch {
    return null;
  }
}

/**
 * Adds videos to what a folder is to hold.
 * @throws CommandError where it holds results of another model, or made with other options
 */
export async function joinRun(out: string, making: Making, videos: readonly string[]): Promise<void> {
  await makeFolder(out);
  const known = await readRunFile(out);
  if (known && makingKey(known) !== makingKey(making)) throw another(out, known, making);
  const all = [...new Set([...(known?.videos ?? []), ...videos])].sort();
  if (known && all.length === known.videos.length) return;
  const { model, ensemble, options, classes, columns } = making;
  const run: RunFile = { format: FORMAT, model, ensemble, options, classes, columns, videos: all };
  await writeWhole(runFileOf(out), `${JSON.stringify(run, null, 2)}\n`);
}

function another(out: string, known: Making, making: Making): CommandError {
  const what =
    known.model.sha256 === making.model.sha256
      ? `made with other options (${canonical(known.options)})`
      : `of the model ${known.model.id} (SHA-256 ${known.model.sha256.slice(0, 12)}…)`;
  return new CommandError(
    `${JSON.stringify(out)} holds results ${what}.`,
    'Give another folder with --out, or the same model and options.',
    EXIT.usage,
  );
}
