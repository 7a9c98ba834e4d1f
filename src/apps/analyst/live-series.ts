import { countColumn } from '../../core/instances/count-column.ts';
import { chosenFrames } from '../../core/analysis/every.ts';
import { labellingOf } from '../../core/instances/suited.ts';
import type { JobChoice } from './choice.ts';
import { LiveThings } from './things/live-things.ts';
import type { OpenedVideo, StoredFigures } from '../../protocol/video.ts';
import { columnsOf } from '../../core/manifest/tasks.ts';
import type { PipelineInfo } from '../../protocol/live.ts';
import type { Series } from '../../core/query/evaluate.ts';

/** A series that fills while an analysis runs: one place for each chosen frame. */
export interface LiveSeries extends Series {
  /** The frame's index by place. */
  readonly frames: Uint32Array;
  /** Places filled, lost frames among them. */
  readonly filled: number;
  /** Of each column that the model's task adds, a number for each frame, as of the shares. */
  readonly columns: readonly Float32Array[];
  readonly counts?: readonly (Float32Array | undefined)[];
  /** The things of each frame, and their tracks; null: they are not told apart. */
  readonly things: LiveThings | null;
  /** @param figures a share a class, then the columns; null: the frame is lost */
  set(index: number, figures: Float32Array | null): void;
  /** The place of a frame; of the last chosen one before it where it was not chosen. */
  placeOf(index: number): number;
  has(place: number): boolean;
}

/** @param columns the names of those that the model's task adds */
export function createLiveSeries(
  frames: Uint32Array,
  timestamps: Float64Array,
  end: number,
  classes: readonly { readonly name: string }[],
  columns: readonly string[] = [],
): LiveSeries {
  const times = Float64Array.from(frames, (index) => timestamps[index] ?? 0);
  const durations = times.map((time, place) => (times[place + 1] ?? end) - time);
  const rows = Array.from({ length: classes.length + columns.length }, () => new Float32Array(frames.length).fill(NaN));
  const known = new Uint8Array(frames.length);
  let filled = 0;
  const placeOf = (index: number): number => {
    let low = 0;
    let high = frames.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (frames[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const more = rows.slice(classes.length);
  const counts = classes.map(({ name }) => more[columns.indexOf(countColumn(name))]);
  return {
    frames,
    times,
    durations,
    shares: rows.slice(0, classes.length),
    columns: more,
    ...(counts.some((column) => column) ? { counts } : {}),
    things: counts.some((column) => column) ? new LiveThings() : null,
    get filled() {
      return filled;
    },
    set(index, figures) {
      const place = placeOf(index);
      if (frames[place] !== index) return;
      if (!known[place]) filled += 1;
      known[place] = 1;
      rows.forEach((row, at) => (row[place] = figures ? (figures[at] ?? 0) : NaN));
    },
    placeOf,
    has: (place) => known[place] === 1,
  };
}

/** The series of an analysis with what was kept of it. */
export function keptSeries(
  { info, timestamps }: OpenedVideo,
  { model }: PipelineInfo,
  { every, labelling }: Pick<JobChoice, 'every' | 'labelling'>,
  { frames, lost }: StoredFigures,
): LiveSeries {
  const series = createLiveSeries(
    chosenFrames(timestamps, every, info.duration),
    timestamps,
    info.duration,
    model.classes,
    columnsOf(model, labellingOf(labelling ?? '', model)),
  );
  for (const { index, figures, width, height, instances } of frames) {
    series.set(index, figures);
    if (!instances) continue;
    series.things?.add({ index, timestamp: timestamps[index] ?? 0, pixels: width * height, words: instances });
  }
  for (const index of lost) series.set(index, null);
  return series;
}
