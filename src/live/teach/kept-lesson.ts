import type { DBSchema } from 'idb';
import { PerPixelError } from '../../core/errors/errors.ts';
import { Database } from '../../platform/database.ts';
import type { LogMark } from './change-log.ts';

interface Lessons extends DBSchema {
  /** A file of a teacher's, by the SHA-256 of its trunk. */
  lessons: { key: string; value: KeptFile & { readonly trunk: string } };
}

export interface KeptFile {
  readonly file: Blob;
  /** How far it knows of the log; absent: it is older than logs. */
  readonly mark?: LogMark;
}

const database = new Database<Lessons>('perpixel-lessons', (db) => {
  db.createObjectStore('lessons', { keyPath: 'trunk' });
});

/** What was taught to a trunk on this machine; null: nothing. @throws PerPixelError `storage-refused` */
export async function recallLesson(trunk: string): Promise<KeptFile | null> {
  let refused: unknown = null;
  const kept = await database.use(
    (db) => db.get('lessons', trunk),
    (error) => (refused = error),
  );
  if (refused) throw storageRefused(refused);
  return kept ?? null;
}

/** @throws PerPixelError `storage-refused` */
export async function keepLesson(trunk: string, file: Blob, mark: LogMark): Promise<void> {
  let refused: unknown = null;
  await database.put('lessons', { trunk, file, mark }, (error) => (refused = error));
  if (refused) throw storageRefused(refused);
}

/** @throws PerPixelError `storage-refused` */
export async function forgetLesson(trunk: string): Promise<void> {
  let refused: unknown = null;
  await database.use(
    (db) => db.delete('lessons', trunk),
    (error) => (refused = error),
  );
  if (refused) throw storageRefused(refused);
}

/** Of two tabs that teach the same trunk one keeps what it is taught. */
export function keptElsewhere(): PerPixelError {
  return new PerPixelError(
    'storage-refused',
    'Another tab teaches too, and what is taught there is what this machine keeps.',
    'Save what you teach here as a file.',
  );
}

/** @param cause why a lesson is not kept, as the browser says it */
export function storageRefused(cause: unknown): PerPixelError {
  const full = cause instanceof DOMException && cause.name === 'QuotaExceededError';
  return new PerPixelError(
    'storage-refused',
    full ? 'This machine has no room for what was taught.' : 'The browser keeps nothing for this page.',
    'Save it as a file; it goes on labelling until the page is left.',
    { cause },
  );
}
