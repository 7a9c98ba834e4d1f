import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CommandError, EXIT } from '../terminal/command-error.ts';
import type { ResultClass } from '../results/facts.ts';
import { readFacts } from '../results/read-facts.ts';
import { readSummary } from '../results/summary.ts';

/** Tables of frames that a query goes over. */
export interface ResultSet {
  readonly files: readonly ResultFile[];
  readonly classes: readonly ResultClass[];
  readonly columns: readonly string[];
  /** Of the model. */
  readonly title: string;
}

export interface ResultFile {
  readonly path: string;
  /** The videos in it, in the order of their rows. */
  videos(): Promise<readonly VideoRows[]>;
}

export interface VideoRows {
  readonly name: string;
  /** How many; Infinity: all. */
  readonly rows: number;
}

/**
 * The results in a folder of `perpixel label`, or the data set that `perpixel merge` made of it.
 * @throws CommandError where there are none
 */
export async function openResults(folder: string): Promise<ResultSet> {
  const about = await stat(folder).catch(() => null);
  if (!about?.isDirectory()) throw nothing(`There is no folder ${JSON.stringify(folder)}.`);
  const merged = await readSummary(join(folder, 'summary.json'));
  if (merged) {
    const videos = merged.videos.map(({ name, frames }) => ({ name, rows: frames }));
    const { classes, columns, model } = merged;
    const path = join(folder, 'frames.parquet');
    return { files: [{ path, videos: () => Promise.resolve(videos) }], classes, columns, title: model.title };
  }
  const names = (await readdir(folder)).filter((name) => name.endsWith('.parquet')).sort();
  const [first] = names;
  const facts = first === undefined ? null : await readFacts(factsOf(join(folder, first)));
  if (!facts) throw nothing(`There are no results in ${JSON.stringify(folder)}.`);
  const { classes, columns, model } = facts;
  return { files: names.map((name) => oneVideo(join(folder, name))), classes, columns, title: model.title };
}

function oneVideo(path: string): ResultFile {
  return {
    path,
    async videos() {
      const facts = await readFacts(factsOf(path));
      return [{ name: facts?.video.name ?? basename(path), rows: Infinity }];
    },
  };
}

function factsOf(table: string): string {
  return join(dirname(table), `${basename(table, '.parquet')}.json`);
}

function nothing(problem: string): CommandError {
  return new CommandError(problem, 'Name a folder that “perpixel label … --out FOLDER” has written.', EXIT.usage);
}
