import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { HealthEntry, HealthSink } from '../../supervisor/health.ts';
import { OnDemand } from '../../../../core/async/on-demand.ts';

interface Schema extends DBSchema {
  /** In the order in which they came. */
  events: { key: number; value: HealthEntry };
  /** By time, so that they can be thinned out. */
  samples: { key: number; value: HealthEntry };
}

const NAME = 'perpixel-health';

export interface HealthLogLimits {
  readonly events: number;
  readonly samples: number;
  /** Samples are at least so far apart, milliseconds. */
  readonly sampleEvery: number;
  /** Oldest sample, milliseconds. */
  readonly sampleAge: number;
}

/** Seven days of samples, one in two minutes: what a curve on a page can show. */
export const LIMITS: HealthLogLimits = {
  events: 5000,
  samples: 5040,
  sampleEvery: 120_000,
  sampleAge: 7 * 86_400_000,
};

/** How many lines come between two looks at the size. */
const TRIM_EVERY = 50;

/** The log of an unattended screen, in IndexedDB: the newest lines, and never more than the limits say. */
export class HealthLog implements HealthSink {
  readonly #limits: HealthLogLimits;
  readonly #db = new OnDemand<IDBPDatabase<Schema>>(() => open(() => this.#db.forget()));
  #closed = false;
  #writing: Promise<unknown> = Promise.resolve();
  #written = 0;
  #lastSample = -Infinity;

  constructor(limits: HealthLogLimits = LIMITS) {
    this.#limits = limits;
  }

  append(entry: HealthEntry): void {
    if (entry.kind === 'sample' && !this.#isDue(entry.time)) return;
    this.#writing = this.#writing.then(() => this.#write(entry)).catch(() => undefined);
  }

  /**
   * Whatever is kept, in no order: it may be damaged, or of another version. null: this browser keeps nothing.
   * @throws DOMException when another page has deleted the log meanwhile
   */
  async rows(): Promise<readonly unknown[] | null> {
    await this.#writing;
    const db = await this.#opened();
    if (!db) return null;
    const [events, samples] = await Promise.all([db.getAll('events'), db.getAll('samples')]);
    return [...events, ...samples];
  }

  /** Forgets all lines; one that runs in another page writes on. */
  async clear(): Promise<void> {
    await this.#writing;
    const db = await this.#opened();
    await Promise.all([db?.clear('events'), db?.clear('samples')]);
  }

  /** Twice is harmless. */
  async close(): Promise<void> {
    await this.#writing;
    this.#closed = true;
    const db = await this.#db.current?.catch(() => null);
    db?.close();
  }

  /** null: this browser keeps nothing, at least now. */
  async #opened(): Promise<IDBPDatabase<Schema> | null> {
    return this.#closed ? null : this.#db.get().catch(() => null);
  }

  /** A clock that was set back must not end the samples. */
  #isDue(time: number): boolean {
    const since = time - this.#lastSample;
    if (since >= 0 && since < this.#limits.sampleEvery) return false;
    this.#lastSample = time;
    return true;
  }

  async #write(entry: HealthEntry): Promise<void> {
    const db = await this.#opened();
    if (!db) return;
    if (entry.kind === 'sample') await db.put('samples', entry, entry.time);
    else await db.add('events', entry);
    this.#written += 1;
    // also the first time: a screen that starts every hour would never come to its fiftieth line
    if (this.#written % TRIM_EVERY === 1) await this.#trim(db, entry.time);
  }

  async #trim(db: IDBPDatabase<Schema>, now: number): Promise<void> {
    await db.delete('samples', IDBKeyRange.upperBound(now - this.#limits.sampleAge));
    await trimTo(db, 'events', this.#limits.events);
    await trimTo(db, 'samples', this.#limits.samples);
  }
}

/** @param onGone it was closed by somebody else: the next who needs it opens it anew */
async function open(onGone: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(NAME, 1, {
    upgrade(db) {
      db.createObjectStore('events', { autoIncrement: true });
      db.createObjectStore('samples');
    },
    // another page wants to delete it
    blocking(_now, _then, event) {
      (event.target as IDBDatabase).close();
      onGone();
    },
    terminated: onGone,
  });
}

async function trimTo(db: IDBPDatabase<Schema>, store: 'events' | 'samples', most: number): Promise<void> {
  const tooMany = (await db.count(store)) - most;
  if (tooMany <= 0) return;
  const transaction = db.transaction(store, 'readwrite');
  const keys = await transaction.store.getAllKeys(null, tooMany);
  const last = keys.at(-1);
  if (last !== undefined) await transaction.store.delete(IDBKeyRange.upperBound(last));
  await transaction.done;
}
