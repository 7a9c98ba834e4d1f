import { RecentFrames, type PastFrame } from '../../core/instances/recent-frames.ts';
import type { JournalFrame } from '../results/journal.ts';

/**
 * Frames of a video that remembers which are labelled once more before it goes on: of what the frame before them left behind, the strongest
 * smoothing that a model of ours has (0.75) keeps 0.75^64, a hundred-millionth, which a float of 32 bits does not tell from nothing.
 */
const WARM_UP = 64;
/** The last ones of these have to come out as they did before. */
const AGREE = 16;

/** The place of the first frame that is labelled (again). */
export function warmUp(done: readonly JournalFrame[]): number {
  return Math.max(0, done.length - WARM_UP);
}

/** How labelling takes up a video in the middle: some finished frames are labelled once more, and held against what they were. */
export class Warming {
  readonly #done: readonly JournalFrame[];

  /** @param from the place of the first frame that is labelled (again) */
  constructor(
    done: readonly JournalFrame[],
    readonly from: number,
  ) {
    this.#done = done;
  }

  /** Its index in the video. */
  get index(): number {
    return this.#done[this.from]?.index ?? (this.#done.at(-1)?.index ?? -1) + 1;
  }

  /** What tracks go on from. */
  get before(): readonly PastFrame[] {
    const recent = new RecentFrames();
    for (const { time, instances } of this.#done.slice(0, this.from)) {
      if (instances) recent.add({ timestamp: time, instances });
    }
    return recent.frames;
  }

  /** Whether a frame that is labelled once more, though it may still be warming up, is as it was. */
  agrees(place: number, now: JournalFrame): boolean {
    const whole = this.from === 0;
    if (!whole && place < this.#done.length - AGREE) return true;
    return JSON.stringify(now) === JSON.stringify(this.#done[place]);
  }
}
