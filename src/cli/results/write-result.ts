import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { toMot } from '../../core/analysis/mot.ts';
import { toCsv, toPlain, plainTrack, type Findings } from '../../core/analysis/report.ts';
import { createTrackList, type Track } from '../../core/instances/tracks.ts';
import { VERSION } from '../../core/text/version.ts';
import type { Facts, Totals } from './facts.ts';
import { frameColumns, type FrameRow } from './frame-columns.ts';
import type { JournalFrame } from './journal.ts';
import { parquetBytes } from './parquet-bytes.ts';
import type { Places, TableFormat } from './places.ts';
import { trackColumns } from './track-columns.ts';
import { unwritable, writeWhole } from './write-whole.ts';

/** Writes a video's result; what says that it is whole comes last. */
export async function writeResult(
  places: Places,
  format: TableFormat,
  about: Omit<Facts, 'totals'>,
  frames: readonly JournalFrame[],
): Promise<void> {
  const tracks = about.options.labelling === 'semantic' ? null : tracksOf(frames);
  const rows = rowsOf(frames, about);
  const facts: Facts = { ...about, totals: totalsOf(rows, about.classes.length, tracks?.length ?? 0) };
  await mkdir(tracks ? dirname(places.tracks) : dirname(places.facts), { recursive: true }).catch((cause: unknown) => {
    throw unwritable(places.facts, cause);
  });
  if (format === 'parquet') {
    if (tracks)
      await writeWhole(places.tracks, parquetBytes(trackColumns(facts.classes, facts.video.name, tracks), facts));
    await writeWhole(places.frames, parquetBytes(frameColumns(facts, facts.video.name, rows), facts));
  }
  const findings = format === 'parquet' ? null : findingsOf(facts, frames, tracks);
  if (findings && format === 'csv') {
    if (tracks) await writeWhole(places.tracks, toMot(findings.frames));
    await writeWhole(places.frames, toCsv(findings));
  }
  const more = findings && format === 'json' ? toPlain(findings) : {};
  await writeWhole(places.facts, `${JSON.stringify({ ...more, ...facts }, null, format === 'json' ? 0 : 2)}\n`);
}

/** Rounded as the tables of an analysis are. */
function tracksOf(frames: readonly JournalFrame[]): Track[] {
  const list = createTrackList();
  for (const { time, width, height, instances } of frames) {
    if (instances) list.add({ timestamp: time, width, height, instances });
  }
  return list.tracks.map(plainTrack);
}

function rowsOf(frames: readonly JournalFrame[], { video }: Pick<Facts, 'video'>): FrameRow[] {
  return frames.map(({ index, time, shares, columns, confidence }, place) => ({
    index,
    time: microseconds(time),
    duration: microseconds((frames[place + 1]?.time ?? video.duration) - time),
    shares: shares && Float32Array.from(shares),
    columns: columns && Float32Array.from(columns),
    confidence,
  }));
}

function totalsOf(rows: readonly FrameRow[], classes: number, tracks: number): Totals {
  const sums = new Float64Array(classes);
  let seconds = 0;
  for (const { shares, duration } of rows) {
    if (!shares) continue;
    seconds += duration;
    for (let id = 0; id < classes; id += 1) sums[id]! += (shares[id] ?? 0) * duration;
  }
  return { seconds: microseconds(seconds), shares: Array.from(sums, (sum) => rounded(sum / (seconds || 1))), tracks };
}

/** Seven digits: more than a float of 32 bits knows. */
function rounded(share: number): number {
  return Math.round(share * 1e7) / 1e7;
}

function findingsOf(facts: Facts, frames: readonly JournalFrame[], tracks: readonly Track[] | null): Findings {
  const { model, ensemble, classes, options, video, lost, note, columns, runtime } = facts;
  const named = classes.map(({ name }, id) => ({ id, name }));
  return {
    version: VERSION,
    video,
    model: { ...model, classes: named },
    columns,
    options: {
      ...options,
      ensemble: ensemble && { ...ensemble, classes: named },
      backend: runtime.backend as Findings['options']['backend'],
    },
    frames: frames.flatMap(({ index, time, shares, columns: counted, instances }) =>
      shares
        ? [
            {
              index,
              timestamp: time,
              shares: Float32Array.from(shares),
              ...(counted && columns.length > 0 ? { columns: Float32Array.from(counted) } : {}),
              ...(instances ? { instances } : {}),
            },
          ]
        : [],
    ),
    ...(tracks ? { tracks } : {}),
    lost,
    note,
  };
}

/** As fine as containers get in practice, and as CSV and JSON have it. */
function microseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}
