import type { DBSchema } from 'idb';
import type { LoggedChange } from '../../core/teaching/lesson-change.ts';
import { Database } from '../../platform/database.ts';

/** A change beside those of other lessons and other visits. */
export interface LogEntry<Note> extends LoggedChange {
  readonly lesson: string;
  /** Of the visit that made it. */
  readonly session: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What else has to be known of it. */
  readonly note: Note;
}

/** How far a file knows of changes. */
export interface LogMark {
  readonly session: string;
  /** The `count` of the last change that it holds. */
  readonly through: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface Schema extends DBSchema {
  changes: { key: [lesson: string, session: string, count: number]; value: LogEntry<unknown> };
}

const database = new Database<Schema>('perpixel-changes', (db) => {
  db.createObjectStore('changes', { keyPath: ['lesson', 'session', 'count'] });
});

/**
 * What was changed since a lesson was saved, on this machine: a file of all of it takes a moment to be made, and whoever leaves the page before
 * loses nothing. Where the browser keeps nothing, nor does this: it is said of the file.
 */
export class ChangeLog<Note> {
  readonly #session = Array.from(crypto.getRandomValues(new Uint32Array(2)), (word) => word.toString(36)).join('');

  /** @param lesson no other has this name */
  constructor(private readonly lesson: string) {}

  /** For the file that holds so many changes of this visit. */
  mark(through: number): LogMark {
    return { session: this.#session, through, at: Date.now() };
  }

  async add(change: LoggedChange, note: Note): Promise<void> {
    const { lesson } = this;
    await database.put('changes', { ...change, lesson, session: this.#session, at: Date.now(), note });
  }

  /** What the file does not hold, in its order. @param saved its mark; null: there is no file, or one without */
  async recall(saved: LogMark | null): Promise<readonly LogEntry<Note>[]> {
    const all = await database.use((db) => db.getAll('changes', within(this.lesson)));
    return changesSince((all ?? []) as LogEntry<Note>[], saved);
  }

  /** A file holds so many changes of this visit, and all of those before. */
  async forget(through: number): Promise<void> {
    await database.use(async (db) => {
      const keys = await db.getAllKeys('changes', within(this.lesson));
      const held = keys.filter(([, session, count]) => session !== this.#session || count <= through);
      await Promise.all(held.map((key) => db.delete('changes', key)));
    });
  }
}

/**
 * Of a log, what a file does not hold: changes of its own visit, or of the newest one that came after it. Of two tabs that teach at once one is
 * gone on with, as their frames' numbers mean different frames.
 */
export function changesSince<Note>(log: readonly LogEntry<Note>[], saved: LogMark | null): LogEntry<Note>[] {
  const missing = log.filter(({ session, count, at }) => {
    if (!saved) return true;
    return session === saved.session ? count > saved.through : at > saved.at;
  });
  const newest = missing.reduce<LogEntry<Note> | null>((last, each) => (last && last.at > each.at ? last : each), null);
  return missing.filter(({ session }) => session === newest?.session).toSorted((a, b) => a.count - b.count);
}

function within(lesson: string): IDBKeyRange {
  return IDBKeyRange.bound([lesson], [lesson, []]);
}
