import { NewestSlot } from '../core/async/newest-slot.ts';
import type { FrameMeta } from '../protocol/live.ts';
import type { StreamFrame } from '../platform/stream-frame.ts';
import type { FrameSink } from '../sources/source.ts';

interface Waiting {
  readonly frame: StreamFrame;
  readonly meta: FrameMeta;
  close(): void;
}

export interface SchedulerOptions {
  /** Labels and draws a frame; takes it. One call at a time. */
  present(frame: StreamFrame, meta: FrameMeta): Promise<void>;
  onDrop(): void;
  /** `present` failed; the scheduler has stopped unless this returns true. */
  onError(error: unknown): boolean;
}

/** One frame in flight and one waiting: a newer one takes the waiting one's place. */
export class Scheduler implements FrameSink {
  readonly #slot: NewestSlot<Waiting>;
  #roomFor: (() => void)[] = [];
  #free = true;

  constructor(private readonly options: SchedulerOptions) {
    this.#slot = new NewestSlot<Waiting>(() => options.onDrop());
    void this.#run();
  }

  offer(frame: StreamFrame, meta: FrameMeta): void {
    this.#free = false;
    this.#slot.offer({ frame, meta, close: () => frame.close() });
  }

  room(): Promise<void> {
    return this.#free ? Promise.resolve() : new Promise((resolve) => this.#roomFor.push(resolve));
  }

  /** Twice is harmless. What waits is closed; what is in flight ends by itself. */
  close(): void {
    this.#slot.close();
    this.#release();
  }

  async #run(): Promise<void> {
    for (let next = await this.#slot.take(); next; next = await this.#slot.take()) {
      this.#release();
      try {
        await this.options.present(next.frame, next.meta);
      } catch (error) {
        if (this.options.onError(error)) continue;
        this.close();
      }
    }
  }

  #release(): void {
    this.#free = true;
    for (const resolve of this.#roomFor.splice(0)) resolve();
  }
}
