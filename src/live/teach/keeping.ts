import { atMost } from '../../core/async/at-most.ts';
import { SerialQueue } from '../../core/async/serial-queue.ts';
import { toPerPixelError, type PerPixelError } from '../../core/errors/errors.ts';
import type { LoggedChange } from '../../core/teaching/lesson-change.ts';
import { tryAlone, type Release } from '../../platform/tab-lock.ts';
import { ChangeLog } from './change-log.ts';
import { forgetLesson, keepLesson, keptElsewhere, recallLesson } from './kept-lesson.ts';
import type { SavedLesson } from './teaching-host.ts';

/** Milliseconds of rest after which what was taught is kept. */
const REST_MS = 250;

/** How long the last change may take to be kept, milliseconds. */
const LAST_MS = 5000;

/** Of all that teach in this page: whoever begins anew finds what the one before was just about to keep. */
const turns = new SerialQueue();

/** What was kept at the last visit. */
export interface Recalled {
  /** null: there is none. */
  readonly file: Blob | null;
  /** What it does not hold. */
  readonly changes: readonly LoggedChange[];
}

/**
 * Keeps what is taught on this machine: each change at once, and all of it as a file a moment later, or when the page may be left. One tab at a
 * time does: what another one teaches does not take the place of that.
 */
export class Keeping {
  /** Why it is not kept; null: it is. */
  refused: PerPixelError | null = null;
  /** Something is not kept yet. */
  #changed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** null: somebody else keeps. */
  #release: Release | null = null;
  readonly #leaving = new AbortController();
  readonly #log: ChangeLog<null>;

  /**
   * @param key of what is taught
   * @param save makes the file
   * @param onChange `refused` may be another one
   */
  constructor(
    private readonly key: string,
    private readonly save: () => Promise<SavedLesson>,
    private readonly onChange: () => void,
  ) {
    this.#log = new ChangeLog(`live ${key}`);
    const { signal } = this.#leaving;
    const flush = (): void => void this.flush();
    addEventListener('pagehide', flush, { signal });
    document.addEventListener('visibilitychange', flush, { signal });
  }

  /** What was kept at the last visit; null: that cannot be read. */
  recall(): Promise<Recalled | null> {
    return this.#storing(async () => {
      // where a browser refuses such locks everybody has it
      this.#release = await tryAlone(`perpixel-lesson:${this.key}`).catch(() => () => undefined);
      const kept = await recallLesson(this.key);
      // another tab's is its own
      const changes = this.#release ? await this.#log.recall(kept?.mark ?? null) : [];
      return { file: kept?.file ?? null, changes };
    });
  }

  /** Something is about to change. */
  record(change: LoggedChange): void {
    if (this.#release) void this.#log.add(change, null);
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
    if (!this.#changed) return;
    this.#changed = false;
    await this.#storing(async () => {
      if (!this.#release) return;
      const { file, through } = await this.save();
      await keepLesson(this.key, file, this.#log.mark(through));
      await this.#log.forget(through);
    });
  }

  /** Nothing is kept any more until the next change. */
  async forget(): Promise<void> {
    clearTimeout(this.#timer);
    this.#changed = false;
    await this.#storing(async () => {
      if (!this.#release) return;
      await forgetLesson(this.key);
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

  /** What the browser refuses is said, and nothing is lost by it. */
  async #storing<T>(task: () => Promise<T>): Promise<T | null> {
    try {
      const value = await turns.run(task);
      this.refused = this.#release ? null : keptElsewhere();
      return value;
    } catch (thrown) {
      this.refused = toPerPixelError(thrown, 'storage-refused', 'Save it as a file.');
      return null;
    } finally {
      this.onChange();
    }
  }
}
