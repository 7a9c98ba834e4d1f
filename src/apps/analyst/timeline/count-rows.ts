import { frameAt } from '../../../core/analysis/frame-index.ts';
import type { ModelClass } from '../../../core/manifest/manifest.ts';
import type { LiveSeries } from '../live-series.ts';

/** How many things of a class there are over time. */
export interface CountRow {
  readonly id: number;
  readonly name: string;
  readonly colour: string;
  readonly counts: Float32Array;
  /** Of any frame. */
  readonly most: number;
}

/** A row for each class of which there is anything, in the order of the classes. */
export function countRows(series: LiveSeries | null, classes: readonly ModelClass[]): readonly CountRow[] {
  const rows: CountRow[] = [];
  for (const { id, name, colour } of classes) {
    const counts = series?.counts?.[id];
    const most = counts?.reduce((high, value) => (value > high ? value : high), 0) ?? 0;
    if (counts && most > 0) rows.push({ id, name, colour, counts, most });
  }
  return rows;
}

/** How many there are in a frame; null where it was not analysed. */
export function countIn({ counts }: CountRow, series: LiveSeries, index: number): number | null {
  const count = counts[series.placeOf(index)];
  return count === undefined || Number.isNaN(count) ? null : count;
}

/** The time at which the next stretch with another number of things begins, or this one, or the one before; null: there is none. */
export function nextChange(
  { counts }: CountRow,
  { times }: Pick<LiveSeries, 'times'>,
  time: number,
  by: 1 | -1,
): number | null {
  const begins = (at: number): boolean => at === 0 || !Object.is(counts[at - 1], counts[at]);
  let at = frameAt(times, time) + by;
  while (at >= 0 && at < times.length && !begins(at)) at += by;
  return times[at] ?? null;
}
