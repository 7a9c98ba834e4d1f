import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { HealthEntry, HealthSink } from '../shared/kiosk/health.ts';

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
  #db: Promise<IDBPDatabase<Schema>> | null;
  #writing: Promise<unknown> = Promise.resolve();
  #written = 0;
  #lastSample = -Infinity;

  constructor(limits: HealthLogLimits = LIMITS) {
    this.#limits = limits;
    this.#db = open().catch(() => Promise.reject(new Error('no storage')));
    this.#db.catch(() => (this.#db = null));
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
    const db = await this.#db?.catch(() => null);
    if (!db) return null;
    const [events, samples] = await Promise.all([db.getAll('events'), db.getAll('samples')]);
    return [...events, ...samples];
  }

  /** Forgets all lines; one that runs in another page writes on. */
  async clear(): Promise<void> {
    await this.#writing;
    const db = await this.#db?.catch(() => null);
    await Promise.all([db?.clear('events'), db?.clear('samples')]);
  }

  /** Twice is harmless. */
  async close(): Promise<void> {
    await this.#writing;
    const db = await this.#db?.catch(() => null);
    this.#db = null;
    db?.close();
  }

  /** A clock that was set back must not end the samples. */
  #isDue(time: number): boolean {
    const since = time - this.#lastSample;
    if (since >= 0 && since < this.#limits.sampleEvery) return false;
    this.#lastSample = time;
    return true;
  }

  async #write(entry: HealthEntry): Promise<void> {
    const db = await this.#db;
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

async function open(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(NAME, 1, {
    upgrade(db) {
      db.createObjectStore('events', { autoIncrement: true });
      db.createObjectStore('samples');
    },
    // another page wants to delete it
    blocking: (_now, _then, event) => (event.target as IDBDatabase).close(),
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
