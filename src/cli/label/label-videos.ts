import { access } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { abortedError, PerPixelError, toPerPixelError } from '../../core/errors/errors.ts';
import { VERSION } from '../../core/text/version.ts';
import { fingerprintOf } from '../results/digest.ts';
import { FORMAT, type Facts, type ResultVideo } from '../results/facts.ts';
import { addFailure, failedFile, forgetFailures } from '../results/failed-file.ts';
import { Lock } from '../results/lock.ts';
import { placesOf, type Places, type TableFormat } from '../results/places.ts';
import { readFacts } from '../results/read-facts.ts';
import { resultKey } from '../results/result-key.ts';
import { joinRun } from '../results/run-file.ts';
import { writeResult } from '../results/write-result.ts';
import { CommandError } from '../terminal/command-error.ts';
import { isKnown } from '../terminal/known-error.ts';
import type { NamedVideo } from '../videos/find-videos.ts';
import { isMine, type Shard } from '../videos/shard.ts';
import type { Keeper } from '../keepers/keeper.ts';
import type { Analyzer } from './analyzer.ts';
import { labelVideo } from './label-video.ts';

export interface LabelJob {
  readonly out: string;
  readonly format: TableFormat;
  /** null: all of the list. */
  readonly shard: Shard | null;
  readonly signal: AbortSignal;
  /** What else is kept of each video; default: nothing. */
  readonly keepers?: readonly Keeper[];
}
/** What became of a video. */
export type Outcome =
  | { readonly kind: 'made'; readonly frames: number; readonly resumed: number; readonly lost: number }
  | { readonly kind: 'kept' }
  | { readonly kind: 'failed'; readonly error: PerPixelError };

/** Hears how it goes. */
export interface LabelEvents {
  /** @param mine videos that this process takes */
  begin(mine: number, all: number): void;
  video(name: string, place: number): void;
  frame(done: number, total: number, resumed: number): void;
  /** All frames are labelled, and something else is made of so many of them. */
  draw(done: number, total: number): void;
  /** Another process is at it; it is looked at again when the others are done. */
  busy(name: string): void;
  done(name: string, outcome: Outcome): void;
}

export interface Tally {
  readonly made: number;
  readonly kept: number;
  readonly failed: number;
}

/** How often a video that another process has is looked at again, milliseconds. */
const AGAIN = 2000;

/**
 * Labels videos one after the other, each with all cores. A broken one is written down and stops nobody.
 * @param videos the whole list, of which a shard takes its part
 * @throws PerPixelError `aborted`; CommandError where nothing can be written, or the folder holds results of another kind
 */
export async function labelVideos(
  analyzer: Analyzer,
  videos: readonly NamedVideo[],
  job: LabelJob,
  events: LabelEvents,
): Promise<Tally> {
  const { out, shard } = job;
  const mine = videos.filter(({ name }) => !shard || isMine(name, shard));
  await joinRun(
    out,
    analyzer.making,
    videos.map(({ name }) => name),
  );
  await forgetFailures(failedFile(out, shard), new Set(mine.map(({ name }) => name)));
  events.begin(mine.length, videos.length);
  const tally = { made: 0, kept: 0, failed: 0 };
  let waiting = [...mine];
  for (let round = 0; waiting.length > 0; round += 1) {
    if (round > 0) await pause(job.signal);
    const busy: NamedVideo[] = [];
    for (const video of waiting) {
      events.video(video.name, mine.indexOf(video) + 1);
      const outcome = await label(analyzer, video, job, events);
      if (outcome) {
        tally[outcome.kind] += 1;
        events.done(video.name, outcome);
      } else {
        busy.push(video);
        if (round === 0) events.busy(video.name);
      }
    }
    waiting = busy;
  }
  return tally;
}

async function pause(signal: AbortSignal): Promise<void> {
  await sleep(AGAIN, undefined, { signal }).catch(() => {
    throw abortedError(signal);
  });
}

/** null: another process is at it. */
async function label(
  analyzer: Analyzer,
  video: NamedVideo,
  job: LabelJob,
  events: LabelEvents,
): Promise<Outcome | null> {
  try {
    return await labelled(analyzer, video, job, events);
  } catch (cause) {
    // what is wrong with the folder, not with the video
    if (cause instanceof CommandError) throw cause;
    if (job.signal.aborted) throw abortedError(job.signal);
    const error = isKnown(cause) ? cause : toPerPixelError(cause, 'source-unavailable', 'Check the file.');
    const { code, problem, remedy } = error;
    await addFailure(failedFile(job.out, job.shard), { video: video.name, code, problem, remedy });
    return { kind: 'failed', error };
  }
}

async function labelled(
  analyzer: Analyzer,
  { name, path }: NamedVideo,
  { out, format, signal, keepers = [] }: LabelJob,
  events: LabelEvents,
): Promise<Outcome | null> {
  const file = { name, ...(await fingerprintOf(path).catch(unreadable)) };
  const key = resultKey(analyzer.making, file);
  const places = placesOf(out, name, format);
  if (await isThere(places, key, keepers)) return { kind: 'kept' };
  const lock = await Lock.take(places.lock);
  if (!lock) return null;
  try {
    // it may have been finished while this process was looking
    if (await isThere(places, key, keepers)) return { kind: 'kept' };
    let resumed = 0;
    const { pass, frames, journal, keepings } = await labelVideo(analyzer, {
      path,
      places,
      key,
      signal,
      keepers,
      onFrame(done, total, from) {
        resumed = from;
        events.frame(done, total, from);
      },
    });
    const lost = frames.filter(({ shares }) => !shares).map(({ index }) => index);
    const note = frames.find((frame) => frame.note !== null)?.note ?? null;
    const about = factsOf(analyzer, { ...file, ...pass.video }, key);
    try {
      const whole = { path, name, places, making: analyzer.making, frames, signal, onFrame: events.draw };
      for (const keeping of keepings) await keeping.finish?.(whole);
      await writeResult(places, format, { ...about, rows: frames.length, lost, note }, frames);
      for (const keeping of keepings) await keeping.remove?.();
    } finally {
      for (const keeping of keepings) await keeping.close?.();
      await journal.close();
    }
    await journal.remove();
    return { kind: 'made', frames: frames.length, resumed, lost: lost.length };
  } finally {
    await lock.release();
  }
}

/** The result, whole and made just so. */
async function isThere(places: Places, key: string, keepers: readonly Keeper[]): Promise<boolean> {
  const { facts, frames } = places;
  const known = await readFacts(facts);
  if (known?.key !== key) return false;
  for (const keeper of keepers) if (!(await keeper.isThere(places, known))) return false;
  // of JSON there is no table
  if (facts === frames) return true;
  return access(frames).then(
    () => true,
    () => false,
  );
}

function factsOf(
  { making, backend, versions }: Analyzer,
  video: Facts['video'],
  key: string,
): Omit<Facts, 'totals' | 'rows' | 'lost' | 'note'> {
  return { format: FORMAT, perpixel: VERSION, key, ...making, video, runtime: { backend, versions } };
}

function unreadable(cause: unknown): Omit<ResultVideo, 'name'> {
  const { code = '', message = '' } = Object(cause) as { code?: string; message?: string };
  const [problem, remedy] =
    code === 'ENOENT'
      ? ['There is no such file.', 'Check its name.']
      : code === 'EISDIR'
        ? ['This is a folder.', 'Name a file, or the folder itself on the command line.']
        : [`The file cannot be read (${code || message}).`, 'Check its permissions.'];
  throw new PerPixelError('source-unavailable', problem, remedy, { cause });
}
