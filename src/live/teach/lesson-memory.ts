import type { LessonChange } from '../../core/teaching/lesson-change.ts';
import type { Stroke } from '../../core/teaching/stroke.ts';
import type { TaughtClass } from '../../core/teaching/taught-class.ts';
import { Retries, workerDied } from '../../link/retries.ts';
import type { LoadedLesson, SaveRequest, Tally, TaughtHead, TrunkFacts } from '../../protocol/teaching.ts';
import { TeachingClient } from './teaching-client.ts';

/** After so many changes a file takes their place: a stroke's samples take up to a megabyte. */
const MOST_CHANGES = 24;

/** What was stroked, in a thread of its own. Where that dies another one is told all of it again. One call at a time. */
export class LessonMemory {
  /** Changes so far. */
  changes = 0;
  /** null: there is no thread. */
  #client: TeachingClient | null = null;
  /** As it was saved last, and what was changed since: all that another thread has to know. */
  #file: Blob | null = null;
  #since: LessonChange[] = [];
  #closed = false;
  readonly #retries = new Retries();

  private constructor(private readonly trunk: TrunkFacts) {}

  /** @throws PerPixelError `worker-crashed` */
  static async open(trunk: TrunkFacts): Promise<LessonMemory> {
    const memory = new LessonMemory(trunk);
    await memory.#opened();
    return memory;
  }

  /**
   * @param classes from then on
   * @returns null: there was nothing to take back
   * @throws PerPixelError `teaching-full`, `inference-failed`: then nothing is changed
   */
  async change(change: LessonChange, classes: readonly TaughtClass[]): Promise<Tally | null> {
    this.changes += 1;
    const tally = await this.#with((client) => client.change(change));
    this.#since.push(change);
    if (this.#since.length >= MOST_CHANGES) await this.save({ classes, head: null, pictures: [] });
    return tally;
  }

  strokesOn(frame: number): Promise<readonly Stroke[]> {
    return this.#with((client) => client.strokesOn(frame));
  }

  fit(classes: readonly TaughtClass[]): Promise<TaughtHead> {
    return this.#with((client) => client.fit(classes));
  }

  async save(request: SaveRequest): Promise<Blob> {
    const file = await this.#with((client) => client.save(request));
    this.#remember(file);
    return file;
  }

  async load(file: Blob): Promise<LoadedLesson> {
    const loaded = await this.#with((client) => client.load(file));
    this.#remember(file);
    return loaded;
  }

  /** Twice is harmless. */
  close(): void {
    this.#closed = true;
    this.#client?.close();
  }

  #remember(file: Blob): void {
    this.#file = file;
    this.#since = [];
  }

  async #with<T>(task: (client: TeachingClient) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        const done = await task(await this.#opened());
        this.#retries.reset();
        return done;
      } catch (error) {
        if (this.#closed || !workerDied(error)) throw error;
        this.#client = null;
        if (!this.#retries.again(error)) throw error;
      }
    }
  }

  async #opened(): Promise<TeachingClient> {
    if (this.#client) return this.#client;
    const client = await TeachingClient.open(this.trunk);
    // meanwhile: its calls are refused
    if (this.#closed) client.close();
    try {
      if (this.#file) await client.load(this.#file);
      for (const change of this.#since) await client.change(change);
    } catch (error) {
      client.close();
      throw error;
    }
    this.#client = client;
    return client;
  }
}
