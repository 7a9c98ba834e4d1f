import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CommandError, EXIT } from '../terminal/command-error.ts';
import type { ResultClass } from '../results/facts.ts';
import { resultName } from '../results/places.ts';
import { readFacts } from '../results/read-facts.ts';
import { readRunFile } from '../results/run-file.ts';
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
  /** Rows with which another video begins, ascending; none where it holds one. */
  readonly bounds: readonly number[];
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
    let end = 0;
    const bounds = videos.map(({ rows }) => (end += rows));
    return { files: [{ path, bounds, videos: () => Promise.resolve(videos) }], classes, columns, title: model.title };
  }
  const names = (await readdir(folder)).filter((name) => name.endsWith('.parquet')).sort();
  const [first] = names;
  const facts = first === undefined ? null : await readFacts(factsOf(join(folder, first)));
  if (!facts) throw nothing(`There are no results in ${JSON.stringify(folder)}.`);
  const { classes, columns, model } = facts;
  const run = await readRunFile(folder);
  const known = new Map(run?.videos.map((name) => [`${resultName(name)}.parquet`, name]));
  const files = names.map((name) => oneVideo(join(folder, name), known.get(name) ?? null));
  return { files, classes, columns, title: model.title };
}

/** @param known what its video is called; null: its JSON file says so */
function oneVideo(path: string, known: string | null): ResultFile {
  return {
    path,
    bounds: [],
    async videos() {
      const name = known ?? (await readFacts(factsOf(path)))?.video.name ?? basename(path);
      return [{ name, rows: Infinity }];
    },
  };
}

function factsOf(table: string): string {
  return join(dirname(table), `${basename(table, '.parquet')}.json`);
}

function nothing(problem: string): CommandError {
  return new CommandError(problem, 'Name a folder that “perpixel label … --out FOLDER” has written.', EXIT.usage);
}
