import { throwIfAborted } from '../../core/errors/errors.ts';
import { Journal, type JournalFrame } from '../results/journal.ts';
import type { Places } from '../results/places.ts';
import type { Keeper, Keeping } from '../keepers/keeper.ts';
import type { Analyzer, VideoPass } from './analyzer.ts';
import { journalled } from './journalled.ts';
import { Warming, warmUp } from './warm-up.ts';

export interface LabelTask {
  readonly path: string;
  readonly places: Places;
  readonly key: string;
  readonly signal: AbortSignal;
  /** @param resumed frames that an earlier process has finished */
  onFrame(done: number, total: number, resumed: number): void;
  /** What else is kept of it. */
  readonly keepers: readonly Keeper[];
}

/** A video's figures, whole. */
export interface LabelledVideo {
  readonly pass: Pick<VideoPass, 'video'>;
  readonly frames: readonly JournalFrame[];
  readonly journal: Journal;
  readonly keepings: readonly Keeping[];
}

/**
 * Labels what is not labelled yet of a video. Every frame is in the journal as soon as it is finished: whoever breaks off, or is
 * broken off, loses nothing.
 * @throws PerPixelError of videos and models, `aborted`; CommandError where nothing can be written
 */
export async function labelVideo(analyzer: Analyzer, task: LabelTask): Promise<LabelledVideo> {
  const journal = await Journal.open(task.places.journal, task.key);
  let keepings: Keeping[] = [];
  const anew = async (): Promise<Keeping[]> => {
    await closeAll(keepings);
    await journal.restart(task.key);
    return (await openAll(task, []))!;
  };
  try {
    // frames of which something is lacking are not finished
    keepings = (await openAll(task, journal.frames)) ?? (await anew());
    const whole = await goOn(analyzer, task, journal, keepings);
    if (whole) return { ...whole, keepings };
    // what was kept and what the same frames give now are not the same: all of it is made by one process, then
    keepings = await anew();
    return { ...(await goOn(analyzer, task, journal, keepings))!, keepings };
  } catch (error) {
    await closeAll(keepings);
    if (journal.isEmpty) await journal.remove();
    else await journal.close();
    throw error;
  }
}

/** null: the frames before do not lead to where the journal ends. */
async function goOn(
  analyzer: Analyzer,
  task: LabelTask,
  journal: Journal,
  keepings: readonly Keeping[],
): Promise<Omit<LabelledVideo, 'keepings'> | null> {
  const done = [...journal.frames];
  const resumed = done.length;
  const warming = new Warming(done, analyzer.remembers ? warmUp(done) : resumed);
  const pass = await analyzer.analyze(task.path, {
    from: warming.index,
    before: warming.before,
    signal: task.signal,
  });
  try {
    const total = warming.from + pass.chosen.length;
    task.onFrame(resumed, total, resumed);
    let place = warming.from;
    if (pass.chosen.length > 0) {
      for await (const frame of pass.frames) {
        throwIfAborted(task.signal);
        const entry = journalled(frame, pass.timestamps);
        place += 1;
        if (place <= resumed) {
          if (!warming.agrees(place - 1, entry)) return null;
          continue;
        }
        if (!frame.lost) for (const keeping of keepings) await keeping.keep(frame);
        await journal.add(entry);
        done.push(entry);
        task.onFrame(done.length, total, resumed);
      }
    }
    throwIfAborted(task.signal);
    return { pass, frames: done, journal };
  } finally {
    pass.close();
  }
}

/** null: something is lacking of finished frames. */
async function openAll({ keepers, places }: LabelTask, done: readonly JournalFrame[]): Promise<Keeping[] | null> {
  const opened = await Promise.all(keepers.map((keeper) => keeper.open(places, done)));
  const keepings = opened.filter((each) => each !== null);
  if (keepings.length === keepers.length) return keepings;
  await closeAll(keepings);
  return null;
}

async function closeAll(keepings: readonly Keeping[]): Promise<void> {
  for (const keeping of keepings) await keeping.close?.();
}
