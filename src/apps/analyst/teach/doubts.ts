import { DOUBT_COLUMN } from '../../../core/manifest/doubt-column.ts';
import { labellingOf } from '../../../core/instances/suited.ts';
import { columnsOf } from '../../../core/manifest/tasks.ts';
import { doubtfulFrames } from '../../../core/teaching/doubtful-frames.ts';
import type { AnalysisJob } from '../job.ts';
import { videoOf } from './place.ts';
import { taughtPlaces } from './taught-models.ts';

/** So many frames are offered. */
const MOST = 6;

/** A frame of the video that is worth another stroke. */
export interface OfferedFrame {
  readonly index: number;
  readonly seconds: number;
  /** 0 to 1: which share of its pixels is expected to be wrong. */
  readonly doubt: number;
}

export interface Doubts {
  readonly frames: readonly OfferedFrame[];
  /** Over the video. */
  readonly mean: number;
}

/** Where the model of an analysis doubts most; null: it does not say, or not yet. */
export function doubtsOf({ series, info, choice, source, state }: AnalysisJob): Doubts | null {
  if (!series || !info || state === 'running' || series.filled === 0) return null;
  const at = columnsOf(info.model, labellingOf(choice.labelling ?? '', info.model)).indexOf(DOUBT_COLUMN);
  const doubt = series.columns[at];
  if (!doubt) return null;
  const video = videoOf(source);
  const taught = taughtPlaces(choice.model).filter((each) => each.video === video);
  const { frames, mean } = doubtfulFrames({
    times: series.times,
    doubt,
    taught: taught.map(({ seconds }) => seconds),
    most: MOST,
  });
  return {
    mean,
    frames: frames.map(({ place, ...rest }) => ({
      index: series.frames[place] ?? 0,
      seconds: series.times[place] ?? 0,
      doubt: rest.doubt,
    })),
  };
}

/** The same for as long as nothing new is known. */
export class DoubtsSeen {
  #of: unknown[] = [];
  #doubts: Doubts | null = null;

  of(job: AnalysisJob): Doubts | null {
    const of = [job, job.series, job.series?.filled, job.state];
    if (of.some((each, at) => each !== this.#of[at])) {
      this.#of = of;
      this.#doubts = doubtsOf(job);
    }
    return this.#doubts;
  }
}
