import type { Reply } from '../core/errors/errors.ts';
import type { TrunkShape } from '../core/teaching/feature-grid.ts';
import type { Head } from '../core/teaching/head.ts';
import type { FrameFacts } from '../core/teaching/lesson.ts';
import type { LessonChange } from '../core/teaching/lesson-change.ts';
import type { Stroke } from '../core/teaching/stroke.ts';
import type { TaughtClass } from '../core/teaching/taught-class.ts';

/** Whose features are taught: those of another trunk mean something else. */
export interface TrunkFacts extends TrunkShape {
  readonly id: string;
  /** Of its file, hexadecimal. */
  readonly sha256: string;
}

/** What has been taught so far. */
export interface Tally {
  readonly strokes: number;
  /** Places that count. */
  readonly samples: number;
  /** Strokes of each class, by its id. */
  readonly byClass: readonly number[];
  /** The frames that have strokes, oldest first. */
  readonly frames: readonly FrameFacts[];
  /** Where a place lies counts, too. */
  readonly fixedCamera: boolean;
}

export interface TaughtHead {
  readonly head: Head;
  readonly samples: number;
  readonly seconds: number;
}

/** The picture of a taught frame, for whoever opens the file. */
export interface TaughtPicture {
  /** Of its frame. */
  readonly id: number;
  readonly picture: Blob;
}

export interface SaveRequest {
  readonly classes: readonly TaughtClass[];
  /** What was fitted last; null: nothing. */
  readonly head: Head | null;
  /** Only if asked. */
  readonly pictures: readonly TaughtPicture[];
}

export interface LoadedLesson {
  readonly classes: readonly TaughtClass[];
  readonly head: Head | null;
  readonly pictures: readonly TaughtPicture[];
  readonly tally: Tally;
}

/** Remembers what was stroked and fits a head to it. Nothing but its client calls it. */
export interface TeachingApi {
  open(trunk: TrunkFacts): Promise<Reply<null>>;
  /** @returns null: there was nothing to take back */
  change(change: LessonChange): Promise<Reply<Tally | null>>;
  /** The strokes on a frame, oldest first. */
  strokesOn(frame: number): Promise<Reply<readonly Stroke[]>>;
  fit(classes: readonly TaughtClass[]): Promise<Reply<TaughtHead>>;
  save(request: SaveRequest): Promise<Reply<Blob>>;
  /** What was taught before is forgotten, unless the file cannot be read. */
  load(file: Blob): Promise<Reply<LoadedLesson>>;
}
