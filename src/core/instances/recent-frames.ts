import type { Instance } from './instance.ts';

/** A frame whose things have their tracks. */
export interface PastFrame {
  /** Seconds. */
  readonly timestamp: number;
  readonly instances: readonly Instance[];
}

/** A tracker that goes on elsewhere needs so much of the past, seconds. */
const PAST = 2;

/** Of the frames of a video, in order, those that another tracker needs to go on from: the last ones, and the one with the highest number. */
export class RecentFrames {
  #last: PastFrame[] = [];
  #highest: PastFrame | null = null;
  #most = 0;

  add(frame: PastFrame): void {
    const most = frame.instances.reduce((high, { track }) => Math.max(high, track), 0);
    if (most > this.#most) {
      this.#most = most;
      this.#highest = frame;
    }
    this.#last.push(frame);
    while (this.#last[0] && frame.timestamp - this.#last[0].timestamp > PAST) this.#last.shift();
  }

  /** Ascending. */
  get frames(): readonly PastFrame[] {
    if (!this.#highest || this.#last.includes(this.#highest)) return [...this.#last];
    return [this.#highest, ...this.#last];
  }
}
