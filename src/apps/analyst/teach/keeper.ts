import { PerPixelError } from '../../../core/errors/errors.ts';
import { keptElsewhere } from '../../../live/teach/kept-lesson.ts';
import { tryAlone, type Release } from '../../../platform/tab-lock.ts';
import { keepLesson, keptLesson, type KeptLesson } from './taught-store.ts';

/** A lesson as it is kept. */
export type Snapshot = Omit<KeptLesson, 'trunk'>;

interface Kept {
  snapshot(): Promise<Snapshot>;
  /** It is kept, or is not. */
  changed(): void;
}

/** Milliseconds of rest after which what was taught is kept. */
const REST_MS = 300;

/** Keeps what is taught on this machine. One tab at a time does; another's is its own as long as it is open. */
export class Keeper {
  /** As it was when it was kept last, be it in memory alone; null: it never was. */
  last: Snapshot | null = null;
  /** Why it is not kept; null: it is. */
  problem: PerPixelError | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #changed = false;
  #writing: Promise<void> | null = null;
  #release: Release | null = null;

  constructor(
    private readonly trunk: string,
    private readonly kept: Kept,
  ) {
    document.addEventListener('visibilitychange', this.#left);
  }

  /** What is kept; null: nothing is. */
  async recall(): Promise<Snapshot | null> {
    this.#release = await tryAlone(`perpixel-taught:${this.trunk}`).catch(() => () => undefined);
    if (!this.#release) this.problem = keptElsewhere();
    return keptLesson(this.trunk, (error) => (this.problem ??= refused(error)));
  }

  /** Once nothing follows for a moment. */
  soon(): void {
    this.#changed = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(), REST_MS);
  }

  /** Now, if anything changed. */
  async keep(): Promise<void> {
    clearTimeout(this.#timer);
    this.#writing ??= this.#write().finally(() => (this.#writing = null));
    await this.#writing;
  }

  /** Keeps what is not kept yet. Twice is harmless. */
  async close(): Promise<void> {
    document.removeEventListener('visibilitychange', this.#left);
    await this.keep().catch(() => undefined);
    this.#release?.();
    this.#release = null;
  }

  async #write(): Promise<void> {
    while (this.#changed) {
      this.#changed = false;
      // a worker that is gone is told of by the next stroke
      const snapshot = await this.kept.snapshot().catch(() => null);
      if (!snapshot) return;
      this.last = snapshot;
      if (!this.#release) return;
      let problem: unknown = null;
      const kept = await keepLesson({ ...snapshot, trunk: this.trunk }, (error) => (problem = error));
      this.problem = kept ? null : refused(problem);
      this.kept.changed();
    }
  }

  readonly #left = (): void => {
    if (document.visibilityState === 'hidden') void this.keep();
  };
}

function refused(cause: unknown): PerPixelError {
  const full = cause instanceof DOMException && cause.name === 'QuotaExceededError';
  return new PerPixelError(
    'storage-refused',
    full ? 'This machine has no room for what you teach.' : 'The browser keeps nothing for this page.',
    'Save it as a file; it goes on labelling until the page is left.',
    { cause },
  );
}
