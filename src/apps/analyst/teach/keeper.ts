import type { PerPixelError } from '../../../core/errors/errors.ts';
import type { LoggedChange } from '../../../core/teaching/lesson-change.ts';
import { ChangeLog, type LogEntry } from '../../../live/teach/change-log.ts';
import { keptElsewhere, storageRefused } from '../../../live/teach/kept-lesson.ts';
import { tryAlone, type Release } from '../../../platform/tab-lock.ts';
import { placed, type Place } from './place.ts';
import { keepLesson, keptLesson, type KeptLesson } from './taught-store.ts';

/** A lesson as it is kept. */
export type Snapshot = Omit<KeptLesson, 'trunk' | 'mark'>;

/** Where the frame of a stroke is from; null: it is no stroke, or that is not known. */
type Note = readonly [id: number, place: Place] | null;

/** What is kept. */
interface Recalled {
  readonly kept: Snapshot | null;
  /** What it does not hold. */
  readonly changes: readonly LogEntry<Note>[];
}

interface Kept {
  snapshot(): Promise<{ readonly snapshot: Snapshot; readonly through: number }>;
  /** It is kept, or is not. */
  changed(): void;
}

/** Milliseconds of rest after which what was taught is kept. */
const REST_MS = 300;

/** Keeps what is taught on this machine: each change at once, and all of it as a file a moment later. One tab at a time does; another's is its own as long as it is open. */
export class Keeper {
  /** As it was when it was kept last, be it in memory alone; null: it never was. */
  last: Snapshot | null = null;
  /** Why it is not kept; null: it is. */
  problem: PerPixelError | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #changed = false;
  #writing: Promise<void> | null = null;
  #release: Release | null = null;
  readonly #log: ChangeLog<Note>;

  constructor(
    private readonly trunk: string,
    private readonly kept: Kept,
  ) {
    this.#log = new ChangeLog(`video ${trunk}`);
    document.addEventListener('visibilitychange', this.#left);
  }

  async recall(): Promise<Recalled> {
    this.#release = await tryAlone(`perpixel-taught:${this.trunk}`).catch(() => () => undefined);
    if (!this.#release) this.problem = keptElsewhere();
    const kept = await keptLesson(this.trunk, (error) => (this.problem ??= storageRefused(error)));
    // another tab's is its own
    const changes = this.#release ? await this.#log.recall(kept?.mark ?? null) : [];
    return { kept, changes };
  }

  /** Something is about to change. @param places where taught frames are from, by their ids */
  record(logged: LoggedChange, places: ReadonlyMap<number, Place>): void {
    const { change } = logged;
    const note = change.kind === 'stroke' ? placed(change.stroke.frame.id, places) : null;
    if (this.#release) void this.#log.add(logged, note);
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
      const taken = await this.kept.snapshot().catch(() => null);
      if (!taken) return;
      const { snapshot, through } = taken;
      this.last = snapshot;
      if (!this.#release) return;
      let problem: unknown = null;
      const record = { ...snapshot, trunk: this.trunk, mark: this.#log.mark(through) };
      const kept = await keepLesson(record, (error) => (problem = error));
      if (kept) await this.#log.forget(through);
      this.problem = kept ? null : storageRefused(problem);
      this.kept.changed();
    }
  }

  readonly #left = (): void => {
    if (document.visibilityState === 'hidden') void this.keep();
  };
}
