import type { Instance } from '../instances/instance.ts';
import { csvText } from '../text/csv.ts';

/** A frame of a video with what it holds. */
interface CountedFrame {
  /** Counts from 0 in the order of showing. */
  readonly index: number;
  readonly instances?: readonly Instance[];
}

/**
 * The tracks of a video as MOTChallenge has them (https://motchallenge.net/instructions/): a line for each thing in each frame, without
 * a head: frame, id, left, top, width, height, score, class id, -1, -1. Frames and pixels count from 1; a thing that has no
 * track has the id -1.
 */
export function toMot(frames: readonly CountedFrame[]): string {
  return csvText(
    frames.flatMap(({ index, instances = [] }) =>
      instances.map(({ track, classId, score, box }) => [
        index + 1,
        track || -1,
        box.x + 1,
        box.y + 1,
        box.width,
        box.height,
        Math.round(score * 1e4) / 1e4,
        classId,
        -1,
        -1,
      ]),
    ),
  );
}
