import { appendFile, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Shard } from '../videos/shard.ts';
import { unwritable, writeWhole } from './write-whole.ts';

/** A video that could not be labelled, a line of `failed.jsonl`. */
export interface Failure {
  readonly video: string;
  readonly code: string;
  readonly problem: string;
  readonly remedy: string;
}

/** Each process of a cluster has a file of its own: no two write into one. */
export function failedFile(out: string, shard: Pick<Shard, 'index' | 'count'> | null): string {
  return join(out, shard ? `failed-${shard.index + 1}-of-${shard.count}.jsonl` : 'failed.jsonl');
}

/** Before videos are tried again. What is said of others stays. */
export async function forgetFailures(path: string, videos: ReadonlySet<string>): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const others = text
    .split('\n')
    .flatMap(parsed)
    .filter(({ video }) => !videos.has(video));
  if (others.length === 0) await rm(path, { force: true });
  else await writeWhole(path, others.map((failure) => `${JSON.stringify(failure)}\n`).join(''));
}

export async function addFailure(path: string, failure: Failure): Promise<void> {
  await appendFile(path, `${JSON.stringify(failure)}\n`).catch((cause: unknown) => {
    throw unwritable(path, cause);
  });
}

/** Of every process, by the video's name, in the order of those. */
export async function readFailures(out: string): Promise<Failure[]> {
  const names = (await readdir(out)).filter((name) => /^failed(?:-\d+-of-\d+)?\.jsonl$/.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(out, name), 'utf8')));
  const all = texts.flatMap((text) => text.split('\n').flatMap(parsed));
  const last = new Map(all.map((failure) => [failure.video, failure]));
  return [...last.values()].sort((a, b) => (a.video < b.video ? -1 : 1));
}

function parsed(line: string): Failure[] {
  try {
    return [JSON.parse(line) as Failure];
  } catch {
    return [];
  }
}
