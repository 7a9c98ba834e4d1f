import type { StreamFrame } from '../../platform/stream-frame.ts';
import type { FrameMeta } from '../../protocol/live.ts';
import type { FrameSink } from '../../sources/source.ts';

/**
 * Takes a picture, which its owner closes then. Resolves when there is room for the next one.
 * @param turned degrees clockwise to stand upright, where the picture cannot say so itself
 */
export type TakePicture = (picture: StreamFrame, turned: number) => Promise<unknown>;

/** Milliseconds between two pictures of a video that is put behind: the camera's frames have the worker for the rest. */
const APART = 66;

/** A video's frames, one at a time and not too many a second; what comes between is let go of. */
export class BoundedFrames implements FrameSink {
  /** null: nobody takes them. */
  #take: TakePicture | null = null;
  /** Until somebody takes them. */
  #first: [StreamFrame, number] | null;
  #busy = false;
  #last = -Infinity;
  #closed = false;

  /** @param first becomes its own */
  constructor(
    first: [StreamFrame, number],
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#first = first;
  }

  set take(take: TakePicture | null) {
    this.#take = take;
    const first = this.#first;
    this.#last = -Infinity;
    if (!take || !first) return;
    this.#first = null;
    this.#hand(...first);
  }

  offer(frame: StreamFrame, { turned = 0 }: Pick<FrameMeta, 'turned'>): void {
    if (this.#take && !this.#closed && !this.#busy && this.now() - this.#last >= APART) this.#hand(frame, turned);
    else frame.close();
  }

  async room(): Promise<void> {}

  /** Twice is harmless. */
  close(): void {
    this.#closed = true;
    this.#take = null;
    this.#first?.[0].close();
    this.#first = null;
  }

  #hand(frame: StreamFrame, turned: number): void {
    this.#busy = true;
    this.#last = this.now();
    this.#take?.(frame, turned)
      // a worker that died is followed by another one
      .catch(() => undefined)
      .finally(() => {
        this.#busy = false;
        // one that was handed over is closed here already
        frame.close();
      });
  }
}
