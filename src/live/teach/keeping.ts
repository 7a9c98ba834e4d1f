import { atMost } from '../../core/async/at-most.ts';
import { SerialQueue } from '../../core/async/serial-queue.ts';
import { toPerPixelError, type PerPixelError } from '../../core/errors/errors.ts';
import { tryAlone, type Release } from '../../platform/tab-lock.ts';
import { forgetLesson, keepLesson, keptElsewhere, recallLesson } from './kept-lesson.ts';

/** Milliseconds of rest after which what was taught is kept. */
const REST_MS = 250;

/** How long the last change may take to be kept, milliseconds. */
const LAST_MS = 5000;

/** Of all that teach in this page: whoever begins anew finds what the one before was just about to keep. */
const turns = new SerialQueue();

/**
 * Keeps what is taught on this machine: a moment after a change, and at once where the page may be left. One tab at a time does: what another
 * one teaches does not take the place of that.
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

  /**
   * @param key of what is taught
   * @param save makes the file
   * @param onChange `refused` may be another one
   */
  constructor(
    private readonly key: string,
    private readonly save: () => Promise<Blob>,
    private readonly onChange: () => void,
  ) {
    const { signal } = this.#leaving;
    const flush = (): void => void this.flush();
    addEventListener('pagehide', flush, { signal });
    document.addEventListener('visibilitychange', flush, { signal });
  }

  /** What was kept at the last visit; null: nothing. */
  recall(): Promise<Blob | null> {
    return this.#storing(async () => {
      // where a browser refuses such locks everybody has it
      this.#release = await tryAlone(`perpixel-lesson:${this.key}`).catch(() => () => undefined);
      return recallLesson(this.key);
    });
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
    await this.#storing(async () => (this.#release ? keepLesson(this.key, await this.save()) : undefined));
  }

  /** Nothing is kept any more until the next change. */
  async forget(): Promise<void> {
    clearTimeout(this.#timer);
    this.#changed = false;
    await this.#storing(async () => (this.#release ? forgetLesson(this.key) : undefined));
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
