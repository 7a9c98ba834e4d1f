import { atMost } from '../../core/async/at-most.ts';
import { SerialQueue } from '../../core/async/serial-queue.ts';
import type { PerPixelError } from '../../core/errors/errors.ts';
import type { LoggedChange } from '../../core/teaching/lesson-change.ts';
import { tryAlone, type Release } from '../../platform/tab-lock.ts';
import { ChangeLog, type LogEntry } from './change-log.ts';
import { keptElsewhere, storageRefused, type LessonShelf, type Marked } from './lesson-shelf.ts';

/** Milliseconds of rest after which what was taught is kept. */
const REST_MS = 250;

/** How long the last change may take to be kept, milliseconds. */
const LAST_MS = 5000;

/** Of all that teach in this page: whoever begins anew finds what the one before was just about to keep. */
const turns = new SerialQueue();

/** Something to keep, and how many changes it holds. */
export interface Snapshot<Kept> {
  readonly kept: Kept;
  readonly through: number;
}

/** What was kept at the last visit. */
export interface Recalled<Kept, Note> {
  /** null: there is none. */
  readonly kept: (Kept & Marked) | null;
  /** What it does not hold. */
  readonly changes: readonly LogEntry<Note>[];
}

/**
 * Keeps what is taught on this machine: each change at once, and all of it as a file a moment later, or when the page may be left. One tab at a
 * time does: what another one teaches does not take the place of that.
 */
export class Keeping<Kept, Note = null> {
  /** Why it is not kept; null: it is. */
  refused: PerPixelError | null = null;
  /** Something is not kept yet. */
  #changed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** null: somebody else keeps. */
  #release: Release | null = null;
  readonly #leaving = new AbortController();
  readonly #log: ChangeLog<Note>;

  /**
   * @param take all of it as it is now; rejects where the worker that has it is gone
   * @param onChange `refused` may be another one
   */
  constructor(
    private readonly shelf: LessonShelf<Kept>,
    private readonly take: () => Promise<Snapshot<Kept>>,
    private readonly onChange: () => void,
  ) {
    this.#log = new ChangeLog(shelf.name);
    const { signal } = this.#leaving;
    const flush = (): void => void this.flush();
    addEventListener('pagehide', flush, { signal });
    document.addEventListener('visibilitychange', flush, { signal });
  }

  /** What was kept at the last visit; null: that cannot be read. */
  recall(): Promise<Recalled<Kept, Note> | null> {
    return this.#storing(async () => {
      // where a browser refuses such locks everybody has it
      this.#release = await tryAlone(`perpixel-lesson:${this.shelf.name}`).catch(() => () => undefined);
      const kept = await this.shelf.read();
      // another tab's is its own
      const changes = this.#release ? await this.#log.recall(kept?.mark ?? null) : [];
      return { kept, changes };
    });
  }

  /** Something is about to change. */
  record(change: LoggedChange, note: Note): void {
    if (this.#release) void this.#log.add(change, note);
  }

  /** Something is about to change: it is kept even where nobody waits for the end of that. */
  change(): void {
    this.#changed = true;
  }

  /** Something has changed. */
  soon(): void {
    this.#changed = true;
    clearTimeout(this.#timer);
    if (!this.#leaving.signal.aborted) this.#timer = setTimeout(() => void this.flush(), REST_MS);
  }

  /** Resolves when the newest change is kept, or refused. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    // whoever keeps it already is waited for
    await (this.#changed ? this.#storing(() => this.#keep()) : turns.run(async () => undefined));
  }

  /** Nothing is kept any more until the next change. */
  async forget(): Promise<void> {
    clearTimeout(this.#timer);
    this.#changed = false;
    await this.#storing(async () => {
      if (!this.#release) return;
      await this.shelf.erase();
      await this.#log.forget(Infinity);
    });
  }

  /** Keeps the newest change. Twice is harmless. */
  async close(): Promise<void> {
    this.#leaving.abort();
    const kept = this.flush();
    // whoever begins anew in this page has its turn after that
    void turns.run(async () => {
      this.#release?.();
      this.#release = null;
    });
    await atMost(LAST_MS, kept).catch(() => undefined);
  }

  async #keep(): Promise<void> {
    if (!this.#changed) return;
    this.#changed = false;
    // also where another tab keeps: whoever took it may go on with it. Of a worker that is gone the next change tells
    const taken = await this.take().catch(() => null);
    if (!taken) this.#changed = true;
    if (!taken || !this.#release) return;
    await this.shelf.write(taken.kept, this.#log.mark(taken.through));
    await this.#log.forget(taken.through);
  }

  /** What the browser refuses is said, and nothing is lost by it. */
  async #storing<T>(task: () => Promise<T>): Promise<T | null> {
    try {
      const value = await turns.run(task);
      this.refused = this.#release ? null : keptElsewhere();
      return value;
    } catch (thrown) {
      this.refused = storageRefused(thrown);
      return null;
    } finally {
      this.onChange();
    }
  }
}
