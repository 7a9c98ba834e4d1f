import type { DBSchema } from 'idb';
import type { ModelManifest } from '../../../core/manifest/manifest.ts';
import type { LessonShelf, Marked } from '../../../live/teach/lesson-shelf.ts';
import { Database } from '../../../platform/database.ts';
import type { Place } from './place.ts';

/** What is kept of what is taught on videos, as it was after the last stroke. */
export interface KeptLesson {
  /** It counts as another one once everything was forgotten, or a file was opened. */
  readonly lesson: string;
  /** As a teacher saves it, without pictures. */
  readonly file: Blob;
  /** Where its frames are from, by their ids. */
  readonly places: readonly (readonly [id: number, place: Place])[];
}

/** A model that videos are labelled with. */
export interface TaughtRecord {
  readonly id: string;
  /** Its `file` is a name. */
  readonly manifest: ModelManifest;
  readonly file: Blob;
  /** The frames that it was taught on. */
  readonly places: readonly Place[];
  /** Milliseconds since 1970. */
  readonly made: number;
}

interface Schema extends DBSchema {
  /** By the SHA-256 of its trunk. */
  lessons: { key: string; value: KeptLesson & Marked & { readonly trunk: string } };
  models: { key: string; value: TaughtRecord };
}

const database = new Database<Schema>('perpixel-taught', (db) => {
  db.createObjectStore('lessons', { keyPath: 'trunk' });
  db.createObjectStore('models', { keyPath: 'id' });
});

/** Where what was taught on videos lies on this machine. @param trunk SHA-256 of the model that is taught */
export function videoShelf(trunk: string): LessonShelf<KeptLesson> {
  return {
    name: `video ${trunk}`,
    read: async () => (await database.demand((db) => db.get('lessons', trunk))) ?? null,
    write: ({ lesson, file, places }, mark) => database.keep('lessons', { trunk, lesson, file, places, mark }),
    erase: () => database.demand((db) => db.delete('lessons', trunk)),
  };
}

export async function keptModels(): Promise<readonly TaughtRecord[]> {
  return (await database.use((db) => db.getAll('models'))) ?? [];
}

/** @returns whether it is kept */
export function keepModel(model: TaughtRecord): Promise<boolean> {
  return database.put('models', model);
}

export async function forgetModels(ids: readonly string[]): Promise<void> {
  await database.use((db) => Promise.all(ids.map((id) => db.delete('models', id))));
}
