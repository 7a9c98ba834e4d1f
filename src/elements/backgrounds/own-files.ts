import type { DBSchema } from 'idb';
import { PerPixelError } from '../../core/errors/errors.ts';
import { openBackgroundFile } from '../../live/background/background-file.ts';
import { Database } from '../../platform/database.ts';
import { thumbnailOf } from './thumbnails.ts';

/** An image or a video of the visitor's that can be put behind. */
export interface OwnFile {
  readonly id: string;
  readonly name: string;
  readonly file: Blob;
  /** A small picture of it, as an address that holds it. */
  readonly thumbnail: string;
  /** Milliseconds since 1970. */
  readonly added: number;
}

interface Schema extends DBSchema {
  files: { key: string; value: OwnFile };
}

/** What came of keeping a file: an empty text, or why it lasts no longer than the page, and what helps. */
export type Keeping = string;

/** Bytes of a file that is kept; a larger one is shown all the same. */
const MOST_BYTES = 64e6;
/** Of the room that is left, a file may take so much. */
const SHARE = 0.25;

/**
 * The visitor's own backgrounds, kept on this machine. Where the browser keeps nothing, or has no room, they last as long as the page:
 * whatever was added is there until then.
 */
export class OwnFiles {
  readonly #db: Database<Schema>;
  #files: readonly OwnFile[] = [];
  #loaded: Promise<void> | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(name = 'perpixel-backgrounds') {
    this.#db = new Database<Schema>(name, (db) => void db.createObjectStore('files', { keyPath: 'id' }));
  }

  /** The oldest first. */
  get files(): readonly OwnFile[] {
    return this.#files;
  }

  /** @returns call it to hear no more */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    void this.load();
    return () => void this.#listeners.delete(listener);
  }

  /** What was kept before. Twice is harmless. */
  load(): Promise<void> {
    return (this.#loaded ??= this.#db
      .use((db) => db.getAll('files'))
      .then((kept) => {
        const before = (kept ?? []).sort((a, b) => a.added - b.added);
        if (before.length > 0) this.#set([...before, ...this.#files]);
      }));
  }

  /**
   * Opens a file, so that whoever chooses it sees it, and keeps it.
   * @throws PerPixelError what is wrong with it; then nothing is kept
   */
  async add(file: File): Promise<{ readonly own: OwnFile; readonly keeping: Keeping }> {
    await this.load();
    const opened = await openBackgroundFile(file, { sameOrigin: true, onError: () => undefined });
    try {
      const thumbnail = await thumbnailOf(opened);
      const own = { id: nameOf(), name: file.name, file, thumbnail, added: Date.now() };
      const keeping = await this.#keep(own);
      this.#set([...this.#files, own]);
      return { own, keeping };
    } finally {
      opened.close();
    }
  }

  async remove(id: string): Promise<void> {
    this.#set(this.#files.filter((each) => each.id !== id));
    await this.#db.use((db) => db.delete('files', id));
  }

  async #keep(own: OwnFile): Promise<Keeping> {
    const { size } = own.file;
    const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
    if (size > MOST_BYTES)
      return `It is shown until this page is closed: ${megabytes(size)} are more than the ${megabytes(MOST_BYTES)} that are kept. Use a shorter or smaller one.`;
    if (size > (quota - usage) * SHARE) return full(size);
    try {
      await this.#db.keep('files', own);
      return '';
    } catch (error) {
      return error instanceof DOMException && error.name === 'QuotaExceededError' ? full(size) : REFUSED;
    }
  }

  #set(files: readonly OwnFile[]): void {
    this.#files = files;
    for (const listener of this.#listeners) listener();
  }
}

/** The page's: of several viewers each offers the same. */
export const ownFiles = new OwnFiles();

const REFUSED =
  'It is shown until this page is closed: the browser keeps nothing for it, as in a private window. Open the page in an ordinary window to keep it.';

function full(size: number): string {
  return `It is shown until this page is closed: the browser has no room to keep ${megabytes(size)}. Remove some of yours, or free space on this machine.`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

function nameOf(): string {
  return crypto.getRandomValues(new Uint32Array(3)).join('-');
}

/** What a visitor reads of a file that cannot be put behind. */
export function refusal(thrown: unknown): string {
  return thrown instanceof PerPixelError
    ? `${thrown.problem} ${thrown.remedy}`
    : 'This file cannot be opened. Use another one.';
}
