import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Facts } from '../results/facts.ts';
import { readFailures, type Failure } from '../results/failed-file.ts';
import { placesOf } from '../results/places.ts';
import { readFacts } from '../results/read-facts.ts';
import { makingKey } from '../results/result-key.ts';
import { readRunFile, type RunFile } from '../results/run-file.ts';
import { CommandError, EXIT } from '../terminal/command-error.ts';

/** All that lies in an output folder, held against what it was meant to hold. */
export interface Collection {
  readonly run: RunFile;
  /** In the order of their names. */
  readonly results: readonly Facts[];
  /** Videos that have no result and did not fail either. */
  readonly missing: readonly string[];
  /** Videos with two results. */
  readonly doubled: readonly string[];
  /** Results that were made otherwise than the rest. */
  readonly odd: readonly string[];
  /** Of videos that have no result. */
  readonly failed: readonly Failure[];
}

/** @throws CommandError where nothing was labelled into it */
export async function collect(folder: string): Promise<Collection> {
  const names = await readdir(folder).catch(() => null);
  const run = names && (await readRunFile(folder));
  if (!run) {
    throw new CommandError(
      `${JSON.stringify(folder)} is no folder of results.`,
      'Name one that “perpixel label … --out FOLDER” has written.',
      EXIT.usage,
    );
  }
  const files = names.filter((name) => name.endsWith('.json') && name !== 'run.json');
  const found = (await Promise.all(files.map((name) => readFacts(join(folder, name))))).filter((each) => each !== null);
  const byName = new Map<string, Facts>();
  const doubled = new Set<string>();
  for (const facts of found.sort(byVideo)) {
    const { name } = facts.video;
    if (byName.has(name)) doubled.add(name);
    byName.set(name, facts);
  }
  const failed = (await readFailures(folder)).filter(({ video }) => !byName.has(video));
  const known = new Set([...byName.keys(), ...failed.map(({ video }) => video)]);
  const key = makingKey(run);
  return {
    run,
    results: [...byName.values()],
    missing: run.videos.filter((name) => !known.has(name)),
    doubled: [...doubled],
    odd: [...byName.values()].filter((facts) => makingKey(facts) !== key).map(({ video }) => video.name),
    failed,
  };
}

/** Where a video's table is. */
export function tableOf(folder: string, { video }: Facts): string {
  return placesOf(folder, video.name).frames;
}

function byVideo(a: Facts, b: Facts): number {
  return a.video.name < b.video.name ? -1 : 1;
}
