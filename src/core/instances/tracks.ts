import type { Size } from '../geometry/fit.ts';
import type { Instance } from './instance.ts';

/** A thing through a video. */
export interface Track {
  /** Its number, as its instances have it. */
  readonly track: number;
  readonly classId: number;
  /** When it is seen first and last, seconds. */
  readonly first: number;
  readonly last: number;
  /** In how many analysed frames. */
  readonly frames: number;
  /** The largest share of a frame that it has, 0 to 1. */
  readonly largest: number;
}

export interface TrackedFrame extends Size {
  readonly timestamp: number;
  readonly instances?: readonly Instance[] | undefined;
}

/** Collects the tracks of frames, by their numbers. */
export function tracksOf(frames: Iterable<TrackedFrame>): Track[] {
  const tracks = new Map<number, Track>();
  for (const { timestamp, width, height, instances = [] } of frames) {
    for (const { track, classId, area } of instances) {
      if (track === 0) continue;
      const share = area / (width * height);
      const { first, frames: count, largest } = tracks.get(track) ?? { first: timestamp, frames: 0, largest: 0 };
      tracks.set(track, {
        track,
        classId,
        first,
        last: timestamp,
        frames: count + 1,
        largest: Math.max(largest, share),
      });
    }
  }
  return [...tracks.values()].sort((a, b) => a.track - b.track);
}
