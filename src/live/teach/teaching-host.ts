import type { Head } from '../../core/teaching/head.ts';
import type { LoggedChange } from '../../core/teaching/lesson-change.ts';
import type { TeachingState } from './teaching-state.ts';
import type { TrunkClient } from './trunk-client.ts';

/** Whose trunk is taught. */
export interface TeachingHost {
  /** Of the worker that runs it now; null: none does. */
  readonly trunk: TrunkClient | null;
  /** Labels with this head from now on, whichever worker does. */
  teach(head: Head): Promise<void>;
  /** What is about to be changed, for a log. */
  record?(change: LoggedChange): void;
  onChange(state: TeachingState): void;
}

/** A file, and how many changes it knows of. */
export interface SavedLesson {
  readonly file: Blob;
  readonly through: number;
}
