import type { Lesson, TaughtStroke } from './lesson.ts';
import type { TaughtClass } from './taught-class.ts';

/** What is done to a lesson: the same changes in the same order make the same lesson. */
export type LessonChange =
  | { readonly kind: 'stroke'; readonly stroke: TaughtStroke }
  /** The last stroke is taken back. `frame`: of this one; undefined: of all. */
  | { readonly kind: 'undo'; readonly frame: number | undefined }
  /** Ids above it are one less. */
  | { readonly kind: 'remove-class'; readonly id: number }
  | { readonly kind: 'remove-frame'; readonly id: number }
  | { readonly kind: 'fixed-camera'; readonly fixed: boolean }
  /** Strokes stay as they are. */
  | { readonly kind: 'rename' }
  | { readonly kind: 'clear' };

/** A change to be made again one day. */
export interface LoggedChange {
  readonly change: LessonChange;
  /** The classes from then on. */
  readonly classes: readonly TaughtClass[];
  /** Counts up. */
  readonly count: number;
}

/** @returns whether there was something to change. @throws PerPixelError as `Lesson.add` */
export function changeLesson(lesson: Lesson, change: LessonChange): boolean {
  switch (change.kind) {
    case 'stroke':
      lesson.add(change.stroke);
      return true;
    case 'undo':
      return lesson.undo(change.frame) !== null;
    case 'remove-class':
      lesson.removeClass(change.id);
      return true;
    case 'remove-frame':
      lesson.removeFrame(change.id);
      return true;
    case 'fixed-camera':
      lesson.fixedCamera = change.fixed;
      return true;
    case 'rename':
      return true;
    case 'clear':
      lesson.clear();
      lesson.fixedCamera = false;
      return true;
  }
}
