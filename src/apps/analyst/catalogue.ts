import type { DBSchema } from 'idb';
import { choiceIn, type JobChoice } from './choice.ts';
import { Database } from '../../platform/database.ts';
import { storedFrames } from './stored-frames.ts';

/** A video whose analysis was started here. The label maps lie in the origin's private file system under the same key. */
export interface CatalogueEntry extends Partial<JobChoice> {
  readonly key: string;
  readonly name: string;
  /** Its address; '' for a file. */
  readonly url: string;
  /** Opens the file again without asking for it, where the browser has such handles. */
  readonly handle: FileSystemFileHandle | null;
  /** The drive that the page brings along. */
  readonly sample?: boolean;
  /** Besides, how it was analysed; earlier versions kept no more than the model, and later which frames. */
  readonly model: string;
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
  readonly #db = new Database<Schema>(
    'perpixel-analyses',
    (db) => void db.createObjectStore('analyses', { keyPath: 'key' }),
  );

  /** The newest first. How far an analysis is, its labels say themselves: the note of a page that crashed is older. */
  async list(): Promise<CatalogueEntry[]> {
    const entries = (await this.#db.use((db) => db.getAll('analyses'))) ?? [];
    const counted = entries.map(async (entry) => {
      if (entry.done >= entry.total) return entry;
      const done = await storedFrames(entry.key);
      return done === null ? entry : { ...entry, done: Math.min(done, entry.total) };
    });
    return (await Promise.all(counted)).sort((a, b) => b.updated - a.updated);
  }

  async get(key: string): Promise<CatalogueEntry | null> {
    return (await this.#db.use((db) => db.get('analyses', key))) ?? null;
  }

  async put(entry: CatalogueEntry): Promise<void> {
    // where there is no room the analysis goes on without; its labels say that they are not kept
    const kept = await this.#db.put('analyses', entry);
    // not every handle can be kept
    if (!kept && entry.handle) await this.#db.put('analyses', { ...entry, handle: null });
  }

  async remove(key: string): Promise<void> {
    await this.#db.use((db) => db.delete('analyses', key));
  }
}

/** What of an analysis is kept. */
interface Kept extends Pick<CatalogueEntry, 'key' | 'markers'> {
  readonly source: Pick<CatalogueEntry, 'name' | 'url' | 'handle' | 'sample'>;
  readonly choice: JobChoice;
  readonly series: { readonly frames: { readonly length: number } } | null;
}

/** @param done frames whose labels are kept */
export function entryOf({ key, source, choice, series, markers }: Kept, done: number): CatalogueEntry {
  const { name, url, handle, sample = false } = source;
  const total = series?.frames.length ?? 0;
  return { ...choiceIn(choice), key, name, url, handle, sample, done, total, markers, updated: Date.now() };
}
