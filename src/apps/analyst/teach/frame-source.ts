import type { Size } from '../../../core/geometry/fit.ts';
import type { AnalysisJob } from '../job.ts';
import { videoOf, type Place } from './place.ts';

/** A frame of a video, which can be fetched again. */
export interface FrameSource {
  readonly place: Place;
  /** The caller closes it; null: it cannot be decoded. */
  frame(): Promise<VideoFrame | null>;
}

/** The frame that is labelled by what was taught, and can be stroked. */
export interface TaughtPicture extends Size {
  readonly source: FrameSource;
}

export function frameOf(job: AnalysisJob, index: number): FrameSource {
  const { source, video } = job;
  const seconds = video?.timestamps[index] ?? 0;
  return {
    place: { video: videoOf(source), name: source.name, index, seconds },
    frame: async () => (await job.client?.frame(index)) ?? null,
  };
}
