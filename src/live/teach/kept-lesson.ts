import type { DBSchema } from 'idb';
import { Database } from '../../platform/database.ts';
import type { LessonShelf, Marked } from './lesson-shelf.ts';

/** What is kept of a stream that is taught. */
export interface KeptLesson {
  /** As a teacher saves it, without pictures. */
  readonly file: Blob;
}

interface Lessons extends DBSchema {
  /** By the SHA-256 of its trunk. */
  lessons: { key: string; value: KeptLesson & Marked & { readonly trunk: string } };
}

const database = new Database<Lessons>('perpixel-lessons', (db) => {
  db.createObjectStore('lessons', { keyPath: 'trunk' });
});

/** Where what a stream was taught lies on this machine. @param trunk SHA-256 of the model that is taught */
export function liveShelf(trunk: string): LessonShelf<KeptLesson> {
  return {
    name: `live ${trunk}`,
    read: async () => (await database.demand((db) => db.get('lessons', trunk))) ?? null,
    write: ({ file }, mark) => database.keep('lessons', { trunk, file, mark }),
    erase: () => database.demand((db) => db.delete('lessons', trunk)),
  };
}
