import { join } from 'node:path';
import { QueryError } from '../../core/query/tokens.ts';
import { csvText } from '../../core/text/csv.ts';
import { writeWhole } from '../results/write-whole.ts';
import { CommandError, EXIT } from '../terminal/command-error.ts';
import { printable } from '../terminal/printable.ts';
import { clock } from './clock.ts';
import type { QueryFlags } from './flags.ts';
import { find } from './find.ts';
import type { Found } from './found.ts';
import { openInBrowser } from './open.ts';
import { queryPage } from './page.ts';
import { openResults } from './result-set.ts';

export async function runQuery(text: string, folder: string, flags: QueryFlags): Promise<void> {
  const set = await openResults(folder);
  const found: Found[] = [];
  const started = performance.now();
  if (flags.csv) process.stdout.write(csvText([['video', 'from', 'to', 'seconds', 'frames']]));
  for await (const each of queried(text, find(text, set))) {
    found.push(each);
    if (flags.csv) process.stdout.write(csvText([rowOf(each)]));
    else if (!flags.json) console.log(lineOf(each));
  }
  const videos = new Set(found.map(({ video }) => video)).size;
  if (flags.json) console.log(JSON.stringify({ query: text, videos, ranges: found.map(rounded) }));
  else if (!flags.csv) {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `${found.length} range${found.length === 1 ? '' : 's'} in ${videos} video${videos === 1 ? '' : 's'}, ${seconds} s`,
    );
  }
  if (!flags.open) return;
  const page = join(folder, 'query.html');
  await writeWhole(page, queryPage(text, found));
  console.error(page);
  openInBrowser(page);
}

/** A mistake in the query is pointed at. */
async function* queried(text: string, ranges: AsyncGenerator<Found, void>): AsyncGenerator<Found, void> {
  try {
    yield* ranges;
  } catch (cause) {
    if (!(cause instanceof QueryError)) throw cause;
    const { from, to, message } = cause;
    const pointer = `${' '.repeat(from)}${'^'.repeat(Math.max(1, to - from))}`;
    throw new CommandError(`${text}\n${pointer}\n${message}`, '', EXIT.usage, { cause });
  }
}

function rowOf(found: Found): (string | number)[] {
  const { video, from, to, frames } = rounded(found);
  return [video, from, to, microseconds(to - from), frames];
}

function lineOf({ video, from, to }: Found): string {
  return `${printable(video)}  ${clock(from)} – ${clock(to)}  (${(to - from).toFixed(2)} s)`;
}

function rounded({ from, to, ...rest }: Found): Found {
  return { ...rest, from: microseconds(from), to: microseconds(to) };
}

function microseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}
