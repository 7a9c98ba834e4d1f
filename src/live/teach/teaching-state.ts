import type { PerPixelError } from '../../core/errors/errors.ts';
import type { Size } from '../../core/geometry/fit.ts';
import type { TaughtClass } from '../../core/teaching/taught-class.ts';

/** A frame that can be stroked. */
export interface TaughtFrame extends Size {
  /** Counts up from 1. */
  readonly id: number;
  /** The frame, small (JPEG, at most 640 pixels a side); null where the browser makes none. */
  readonly picture: Blob | null;
}

/** What has been taught, as it is now. Another object whenever something of it is another. */
export interface TeachingState {
  /** 0 is the background. */
  readonly classes: readonly TaughtClass[];
  /** How many strokes each class has, by its id. */
  readonly strokesOf: readonly number[];
  /** The frames that have strokes, oldest first. */
  readonly frames: readonly TaughtFrame[];
  readonly strokes: number;
  /** Where a place lies counts, too: the camera is said to stand still. null: this trunk does not know where its places lie. */
  readonly fixedCamera: boolean | null;
  /** Places that count. */
  readonly samples: number;
  /** What the last fit took, seconds; null: there is none yet. */
  readonly fitSeconds: number | null;
  /** A stroke is on its way to labels. */
  readonly busy: boolean;
  /** Why labels are not of the newest strokes, as where one class alone is stroked; null: they are. */
  readonly hint: PerPixelError | null;
}
