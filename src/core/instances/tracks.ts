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
  const list = createTrackList();
  for (const frame of frames) list.add(frame);
  return list.tracks;
}

/** The tracks of a video, frame by frame. */
interface TrackList {
  /** In the order of their numbers. */
  readonly tracks: Track[];
  add(frame: TrackedFrame): void;
}

export function createTrackList(): TrackList {
  const tracks = new Map<number, Track>();
  return {
    get tracks() {
      return [...tracks.values()].sort((a, b) => a.track - b.track);
    },
    add({ timestamp, width, height, instances = [] }) {
      for (const each of instances) {
        if (each.track > 0) tracks.set(each.track, extended(tracks.get(each.track), each, timestamp, width * height));
      }
    },
  };
}

/** A track with one more frame. @param known undefined: its first one */
export function extended(
  known: Track | undefined,
  { track, classId, area }: Pick<Instance, 'track' | 'classId' | 'area'>,
  timestamp: number,
  pixels: number,
): Track {
  const { first, last, frames, largest } = known ?? { first: timestamp, last: timestamp, frames: 0, largest: 0 };
  return {
    track,
    classId,
    first: Math.min(first, timestamp),
    last: Math.max(last, timestamp),
    frames: frames + 1,
    largest: Math.max(largest, area / pixels),
  };
}
