import { PerPixelError } from '../../core/errors/errors.ts';
import type { LessonChange } from '../../core/teaching/lesson-change.ts';
import type { Stroke } from '../../core/teaching/stroke.ts';
import type { TaughtClass } from '../../core/teaching/taught-class.ts';
import { WorkerLink } from '../../link/worker-link.ts';
import { Worker } from '../../platform/start-worker.ts';
import type { LoadedLesson, SaveRequest, Tally, TaughtHead, TeachingApi, TrunkFacts } from '../../protocol/teaching.ts';

/** A thread that remembers what was stroked, and fits heads to it. */
export class TeachingClient {
  readonly #link: WorkerLink<TeachingApi>;

  private constructor() {
    const worker = new Worker(new URL('../../../workers/entries/teaching.worker.ts', import.meta.url), {
      type: 'module',
      name: 'perpixel teaching',
    });
    this.#link = new WorkerLink(worker, { kind: 'teaching', crashed });
  }

  /** @throws PerPixelError `worker-crashed` */
  static async open(trunk: TrunkFacts): Promise<TeachingClient> {
    const client = new TeachingClient();
    await client.#link.open((api) => api.open(trunk));
    return client;
  }

  /** @returns null: there was nothing to take back */
  change(change: LessonChange): Promise<Tally | null> {
    return this.#link.call((api) => api.change(change));
  }

  strokesOn(frame: number): Promise<readonly Stroke[]> {
    return this.#link.call((api) => api.strokesOn(frame));
  }

  fit(classes: readonly TaughtClass[]): Promise<TaughtHead> {
    return this.#link.call((api) => api.fit(classes));
  }

  save(request: SaveRequest): Promise<Blob> {
    return this.#link.call((api) => api.save(request));
  }

  load(file: Blob): Promise<LoadedLesson> {
    return this.#link.call((api) => api.load(file));
  }

  /** Twice is harmless. */
  close(): void {
    this.#link.end(new PerPixelError('closed', 'The teacher is closed.', 'Create another one.'));
  }
}

function crashed(why: string): PerPixelError {
  return new PerPixelError(
    'worker-crashed',
    `The thread that remembers strokes stopped: ${why}.`,
    'Stroke again: what was stroked before is remembered.',
  );
}
