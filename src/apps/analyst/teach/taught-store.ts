import type { DBSchema } from 'idb';
import type { ModelManifest } from '../../../core/manifest/manifest.ts';
import type { LogMark } from '../../../live/teach/change-log.ts';
import { Database } from '../../../platform/database.ts';
import type { Place } from './place.ts';

/** What is being taught, as it was after the last stroke. */
export interface KeptLesson {
  /** SHA-256 of its trunk. */
  readonly trunk: string;
  /** It counts as another one once everything was forgotten, or a file was opened. */
  readonly lesson: string;
  /** As a teacher saves it, without pictures. */
  readonly file: Blob;
  /** Where its frames are from, by their ids. */
  readonly places: readonly (readonly [id: number, place: Place])[];
  /** How far the file knows of the log; absent: it is older than logs. */
  readonly mark?: LogMark;
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
  lessons: { key: string; value: KeptLesson };
  models: { key: string; value: TaughtRecord };
}

const database = new Database<Schema>('perpixel-taught', (db) => {
  db.createObjectStore('lessons', { keyPath: 'trunk' });
  db.createObjectStore('models', { keyPath: 'id' });
});

/** @param onError is told why nothing is read, if so */
export async function keptLesson(trunk: string, onError: (error: unknown) => void): Promise<KeptLesson | null> {
  return (await database.use((db) => db.get('lessons', trunk), onError)) ?? null;
}

/** @returns whether it is kept */
export function keepLesson(lesson: KeptLesson, onError: (error: unknown) => void): Promise<boolean> {
  return database.put('lessons', lesson, onError);
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
