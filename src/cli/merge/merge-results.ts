import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { VERSION } from '../../core/text/version.ts';
import { concatenate } from '../results/concatenate.ts';
import { FORMAT, type Facts } from '../results/facts.ts';
import { makeFolder } from '../results/make-folder.ts';
import { placesOf } from '../results/places.ts';
import type { Summary } from '../results/summary.ts';
import { writeWhole } from '../results/write-whole.ts';
import { CommandError, EXIT } from '../terminal/command-error.ts';
import { collect, tableOf, type Collection } from './collect.ts';

/**
 * Makes one data set of an output folder: `frames.parquet`, `tracks.parquet`, `summary.json` and `failed.jsonl`. Its bytes depend on the videos and on how
 * they were labelled, not on who labelled which of them.
 * @param partial although something is missing
 * @throws CommandError where something is missing, doubled, or of another kind
 */
export async function mergeResults(folder: string, out: string, partial: boolean): Promise<Summary> {
  const collection = await collect(folder);
  check(collection, partial);
  const { run, results, failed } = collection;
  await makeFolder(out);
  const { model, ensemble, options, classes, columns } = run;
  const making = { model, ensemble, options, classes, columns };
  const tables = results.map((facts) => tableOf(folder, facts));
  const rows = await concatenate(tables, join(out, 'frames.parquet'), making);
  const off = results.filter((facts, place) => facts.rows !== rows[place]).map(({ video }) => video.name);
  if (off.length > 0) throw wrong('do not have the rows that their JSON file names', off);
  const followed = options.labelling !== 'semantic';
  const tracks = join(out, 'tracks.parquet');
  if (followed) {
    await concatenate(
      results.map(({ video }) => placesOf(folder, video.name).tracks),
      tracks,
      making,
    );
  } else await rm(tracks, { force: true });
  await writeWhole(join(out, 'failed.jsonl'), failed.map((failure) => `${JSON.stringify(failure)}\n`).join(''));
  const summary: Summary = {
    format: FORMAT,
    kind: 'data set',
    perpixel: VERSION,
    ...making,
    videos: results.map(({ video, rows: frames, lost, note, totals: { seconds } }) => ({
      name: video.name,
      frames,
      lost: lost.length,
      seconds,
      note,
    })),
    failed: failed.length,
    ...totalsOf(results),
  };
  await writeWhole(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  return summary;
}

function check({ results, missing, doubled, odd }: Collection, partial: boolean): void {
  if (doubled.length > 0) throw wrong('have two results', doubled);
  if (odd.length > 0) throw wrong('were labelled with another model or other options than the rest', odd);
  if (missing.length > 0 && !partial) {
    throw new CommandError(
      `${listed(missing)} ${missing.length === 1 ? 'has' : 'have'} no result yet.`,
      'Run the same “perpixel label” again, or merge what there is with --partial.',
      EXIT.incomplete,
    );
  }
  if (results.length === 0)
    throw new CommandError('There is no result to be merged.', 'Label a video first.', EXIT.incomplete);
}

function wrong(what: string, names: readonly string[]): CommandError {
  return new CommandError(
    `${listed(names)} ${what}.`,
    'Delete their files from the folder, and run the same “perpixel label” again.',
    EXIT.incomplete,
  );
}

/** A list that stays a sentence. */
function listed(names: readonly string[]): string {
  const some = names.slice(0, 5).map((name) => JSON.stringify(name));
  return `${some.join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;
}

function totalsOf(results: readonly Facts[]): Pick<Summary, 'frames' | 'lost' | 'tracks' | 'seconds' | 'shares'> {
  const sum = (value: (facts: Facts) => number): number => results.reduce((all, facts) => all + value(facts), 0);
  const seconds = sum(({ totals }) => totals.seconds);
  const classes = results[0]?.classes ?? [];
  const mean = (id: number): number => sum(({ totals }) => (totals.shares[id] ?? 0) * totals.seconds) / (seconds || 1);
  return {
    frames: sum(({ rows }) => rows),
    lost: sum(({ lost }) => lost.length),
    tracks: sum(({ totals }) => totals.tracks),
    seconds: round(seconds),
    shares: Object.fromEntries(classes.map(({ name }, id) => [name, round(mean(id))])),
  };
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
