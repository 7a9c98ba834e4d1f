import type { Findings } from '../../core/analysis/report.ts';
import { columnsOf } from '../../core/manifest/tasks.ts';
import { VERSION } from '../../core/text/version.ts';
import type { AnalysisJob } from './job.ts';

/** What an analysis has found so far; null before there is anything. */
export function findingsOf({ video, info, series, lost, choice, note }: AnalysisJob): Findings | null {
  if (!video || !info || !series) return null;
  const { model, ensemble, backend } = info;
  const columns = columnsOf(model);
  const frames = Array.from(series.frames, (index, place) => ({ index, place }))
    .filter(({ place }) => series.has(place) && !Number.isNaN(series.shares[0]?.[place] ?? NaN))
    .map(({ index, place }) => ({
      index,
      timestamp: series.times[place] ?? 0,
      shares: Float32Array.from(series.shares, (column) => column[place] ?? 0),
      ...(columns.length > 0 ? { columns: Float32Array.from(series.columns, (column) => column[place] ?? 0) } : {}),
    }));
  const refine = choice.refine ?? model.refine ?? false;
  const { every, mirror = false } = choice;
  const options = { every, refine, mirror, ensemble, backend };
  return { version: VERSION, video: video.info, model, columns, options, frames, lost, note };
}
