import type { Every } from '../shared/analysis/every.ts';
import { OnDemand } from '../shared/on-demand.ts';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** A video whose analysis was begun here. The label maps lie in the origin's private file system under the same key. */
export interface CatalogueEntry {
  readonly key: string;
  readonly name: string;
  /** Its address; '' for a file. */
  readonly url: string;
  /** Opens the file again without asking for it, where the browser has such handles. */
  readonly handle: FileSystemFileHandle | null;
  readonly model: string;
  /** Absent in what earlier versions kept: every frame. */
  readonly every?: Every;
  readonly done: number;
  readonly total: number;
  readonly markers: readonly Marker[];
  /** Milliseconds since 1970. */
  readonly updated: number;
}

export interface Marker {
  readonly index: number;
  readonly text: string;
}

interface Schema extends DBSchema {
  analyses: { key: string; value: CatalogueEntry };
}

/** What was analysed on this machine. Where the browser stores nothing it is empty, and the page works without. */
export class Catalogue {
  readonly #db = new OnDemand<IDBPDatabase<Schema>>(() =>
    openDB<Schema>('perpixel-analyses', 1, {
      upgrade: (db) => void db.createObjectStore('analyses', { keyPath: 'key' }),
      terminated: () => this.#db.forget(),
    }),
  );

  async list(): Promise<CatalogueEntry[]> {
    const entries = (await (await this.#open())?.getAll('analyses')) ?? [];
    return entries.sort((a, b) => b.updated - a.updated);
  }

  async get(key: string): Promise<CatalogueEntry | undefined> {
    return (await this.#open())?.get('analyses', key);
  }

  async put(entry: CatalogueEntry): Promise<void> {
    const db = await this.#open();
    // no room, or a handle that cannot be kept: the analysis goes on without
    await db?.put('analyses', entry).catch(() => undefined);
  }

  async remove(key: string): Promise<void> {
    await (await this.#open())?.delete('analyses', key);
  }

  #open(): Promise<IDBPDatabase<Schema> | null> {
    return this.#db.get().catch(() => null);
  }
}
