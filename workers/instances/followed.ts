import type { Size } from '../../src/core/geometry/fit.ts';
import type { Instance } from '../../src/core/instances/instance.ts';
import type { TrackNumbers } from '../../src/core/instances/track-numbers.ts';
import { createTracker } from '../../src/core/instances/tracker.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import { coarseOf, thumbnailOf } from './coarse.ts';
import type { Things } from './things.ts';

/** The things of a stream's frames, with their tracks, or those of frames by themselves. */
export interface Followed<Extra> {
  /** @param seconds of a stream's frame; null: by itself, where tracks are 0 */
  of(labelled: Labelled<null>, extra: Extra, seconds: number | null): Things;
  /** A frame whose things were followed elsewhere: theirs go on. */
  adopt(seconds: number, instances: readonly Instance[]): void;
  /** Forgets the frames before. */
  reset(): void;
}

/**
 * @param find the things of a frame by itself
 * @param input of the model
 * @param numbers of the stream's tracks
 */
export function followed<Extra>(
  find: (labelled: Labelled<null>, extra: Extra) => Things,
  input: Size,
  numbers: TrackNumbers,
): Followed<Extra> {
  const tracker = createTracker(numbers);
  return {
    of(labelled, extra, seconds) {
      const things = find(labelled, extra);
      if (seconds === null) return things;
      const { frame, size, luma } = labelled;
      const instances = tracker.next({
        seconds,
        size: frame,
        instances: things.instances,
        coarse: coarseOf(things.map, size),
        luma: thumbnailOf(luma, input),
      });
      return { ...things, instances };
    },
    adopt: (seconds, instances) => tracker.adopt({ seconds, instances }),
    reset: () => tracker.reset(),
  };
}
