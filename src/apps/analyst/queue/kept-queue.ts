import type { DBSchema } from 'idb';
import type { JobChoice } from '../choice.ts';
import { can } from '../../../platform/capabilities.ts';
import { Database } from '../../../platform/database.ts';
import { tryAlone, whenAlone, type Release } from '../../../platform/tab-lock.ts';

/** A video that waits, is analysed or is done, as it was when it was last heard of, and how it is analysed. */
export interface QueueEntry extends JobChoice {
  readonly id: string;
  /** Counts from 0 in the tab's order. */
  readonly place: number;
  readonly name: string;
  /** Its address; '' for a file. */
  readonly url: string;
  readonly handle: FileSystemFileHandle | null;
  readonly sample: boolean;
  /** Bytes, and milliseconds since 1970, of a file: by these it is known again. */
  readonly size: number;
  readonly modified: number;
  /** Where its labels are kept; '' before that is known. */
  readonly key: string;
  readonly wanted: boolean;
  readonly done: number;
  readonly total: number;
  /** It is the one that is looked at. */
  readonly current: boolean;
  /** The tab it is in. */
  readonly tab: string;
}

interface Schema extends DBSchema {
  entries: { key: string; value: QueueEntry };
  /** Of files without a handle. */
  videos: { key: string; value: File };
}

/** Milliseconds in which the page that was here before a reload has let its locks go. */
const PATIENCE = 1500;
/**
 * Milliseconds in which a tab that has let its entries go may still take them back: whether it was closed or is only being loaded
 * again, nobody can tell before.
 */
const RETURN = 5000;
/** Of the room that is left, a copy may take so much: the labels need some too. */
const SHARE = 0.25;

/** The queues of all tabs, kept in the browser. What a tab has is nobody else's until the tab is gone. */
export class KeptQueue {
  readonly #db = new Database<Schema>('perpixel-queue', (db) => {
    db.createObjectStore('entries', { keyPath: 'id' });
    db.createObjectStore('videos');
  });
  readonly #held = new Map<string, Release>();
  /** Of other tabs: waited for until they fall free. */
  readonly #watched = new Set<string>();
  readonly #tab = tabName();
  readonly #ending = new AbortController();
  /** Where each tab tells the others what it keeps. Without locks everybody has everything anyway. */
  readonly #tabs = can('locks') ? new BroadcastChannel('perpixel-queue') : null;

  /**
   * @param onFree something that another tab had may be claimed
   * @param patience milliseconds for which that tab may come back first
   */
  constructor(
    private readonly onFree: () => void,
    private readonly patience = RETURN,
  ) {
    this.#tabs?.addEventListener('message', ({ data }: MessageEvent<string>) => void this.#watch(data));
  }

  /** Takes what no tab has, this tab's own first, each in its order. Whether it was this tab's shows in `tab`. */
  async claim(): Promise<{ readonly entries: readonly QueueEntry[]; readonly tab: string }> {
    const tab = this.#tab;
    const all = (await this.#db.use((db) => db.getAll('entries'))) ?? [];
    const taken = new Set<string>();
    await Promise.all(
      all.map(async (entry) => {
        if (await this.#hold(entry.id, entry.tab === tab)) taken.add(entry.id);
        else void this.#watch(entry.id);
      }),
    );
    // another tab may have closed it meanwhile
    const entries = ((await this.#db.use((db) => db.getAll('entries'))) ?? []).filter(({ id }) => taken.has(id));
    void this.#sweep();
    const others = (entry: QueueEntry): number => Number(entry.tab !== tab);
    return { entries: entries.sort((a, b) => others(a) - others(b) || a.place - b.place), tab };
  }

  /** A new entry's name; it is this tab's. */
  async name(): Promise<string> {
    const id = crypto.getRandomValues(new Uint32Array(3)).join('-');
    await this.#hold(id, false);
    return id;
  }

  /** @returns what went wrong; null: it is kept */
  async put(entry: Omit<QueueEntry, 'tab'>): Promise<unknown> {
    const own = { ...entry, tab: this.#tab };
    const keep = (each: QueueEntry): Promise<unknown> =>
      this.#db.keep('entries', each).then(
        () => null,
        (error: unknown) => error,
      );
    let problem = await keep(own);
    if (problem instanceof DOMException && problem.name === 'DataCloneError')
      problem = await keep({ ...own, handle: null });
    this.#tabs?.postMessage(entry.id);
    return problem;
  }

  async remove(id: string): Promise<void> {
    await this.#db.use((db) => Promise.all([db.delete('entries', id), db.delete('videos', id)]));
    this.#held.get(id)?.();
    this.#held.delete(id);
  }

  /** Keeps a copy of a file that no handle leads back to, if there is room for it. */
  async keepVideo(id: string, file: File): Promise<boolean> {
    // where the browser does not tell how much room there is, only trying does
    const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
    if (file.size > (quota - usage) * SHARE) return false;
    return (await this.#db.use((db) => db.put('videos', file, id))) !== null;
  }

  async video(id: string): Promise<File | null> {
    return (await this.#db.use((db) => db.get('videos', id))) ?? null;
  }

  /** Lets go of everything; twice is harmless. */
  close(): void {
    this.#ending.abort();
    this.#tabs?.close();
    for (const release of this.#held.values()) release();
    this.#held.clear();
  }

  /** @returns whether it is this tab's from now on, which it was not before */
  async #hold(id: string, wait: boolean): Promise<boolean> {
    if (this.#held.has(id)) return false;
    const name = lockOf(id);
    const late = (): Promise<Release | null> => whenAlone(name, AbortSignal.timeout(PATIENCE)).catch(() => null);
    const release = (await tryAlone(name)) ?? (wait ? await late() : null);
    if (release) this.#held.set(id, release);
    return release !== null;
  }

  /** Waits until the tab that has it is gone for good. A lock is seen free only by who stands in line for it. */
  async #watch(id: string): Promise<void> {
    const { signal } = this.#ending;
    if (this.#held.has(id) || this.#watched.has(id)) return;
    this.#watched.add(id);
    const release = await whenAlone(lockOf(id), signal).catch(() => null);
    release?.();
    setTimeout(() => {
      this.#watched.delete(id);
      if (!signal.aborted) this.onFree();
    }, this.patience);
  }

  /** Copies whose entry is gone. */
  async #sweep(): Promise<void> {
    await this.#db.use(async (db) => {
      const both = db.transaction(['entries', 'videos'], 'readwrite');
      const ids = new Set<string>(await both.objectStore('entries').getAllKeys());
      const copies = both.objectStore('videos');
      for (const id of await copies.getAllKeys()) if (!ids.has(id)) void copies.delete(id);
      await both.done;
    });
  }
}

function lockOf(id: string): string {
  return `perpixel-queue:${id}`;
}

/** Lives as long as the tab, reloads included. */
function tabName(): string {
  const key = 'perpixel-tab';
  try {
    const name = sessionStorage.getItem(key) ?? crypto.getRandomValues(new Uint32Array(2)).join('-');
    sessionStorage.setItem(key, name);
    return name;
  } catch {
    return '';
  }
}
