import type { Findings } from '../../core/analysis/report.ts';
import { labellingOf } from '../../core/instances/suited.ts';
import type { Track } from '../../core/instances/tracks.ts';
import { columnsOf } from '../../core/manifest/tasks.ts';
import { VERSION } from '../../core/text/version.ts';
import type { AnalysisJob } from './job.ts';
import type { LiveTrack } from './things/live-things.ts';

/** What an analysis has found so far; null before there is anything. */
export function findingsOf({ video, info, series, lost, choice, note }: AnalysisJob): Findings | null {
  if (!video || !info || !series) return null;
  const { model, ensemble, backend } = info;
  const labelling = labellingOf(choice.labelling ?? '', model);
  const columns = columnsOf(model, labelling);
  const { things } = series;
  const frames = Array.from(series.frames, (index, place) => ({ index, place }))
    .filter(({ place }) => series.has(place) && !Number.isNaN(series.shares[0]?.[place] ?? NaN))
    .map(({ index, place }) => ({
      index,
      timestamp: series.times[place] ?? 0,
      shares: Float32Array.from(series.shares, (column) => column[place] ?? 0),
      ...(columns.length > 0 ? { columns: Float32Array.from(series.columns, (column) => column[place] ?? 0) } : {}),
      ...(things ? { instances: things.of(index) ?? [] } : {}),
    }));
  const refine = choice.refine ?? model.refine ?? false;
  const { every, mirror = false } = choice;
  const options = { every, refine, mirror, ensemble, ...(things ? { labelling } : {}), backend };
  const tracks = things ? { tracks: things.tracks.map(trackOf) } : {};
  return { version: VERSION, video: video.info, model, columns, options, frames, ...tracks, lost, note };
}

/** Without what only the page needs. */
function trackOf({ track, classId, first, last, frames, largest }: LiveTrack): Track {
  return { track, classId, first, last, frames, largest };
}
