import { PerPixelError } from '../../core/errors/errors.ts';
import type { LogMark } from './change-log.ts';

export interface Marked {
  /** How far it knows of the log; absent: it is older than logs. */
  readonly mark?: LogMark;
}

/** Where a lesson lies on this machine. Each call rejects with what the browser says where it refuses. */
export interface LessonShelf<Kept> {
  /** No other has this name. */
  readonly name: string;
  /** null: nothing is kept. */
  read(): Promise<(Kept & Marked) | null>;
  write(kept: Kept, mark: LogMark): Promise<void>;
  erase(): Promise<void>;
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
