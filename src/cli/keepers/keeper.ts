import type { PassFrame } from '../label/analyzer.ts';
import type { Facts, Making } from '../results/facts.ts';
import type { JournalFrame } from '../results/journal.ts';
import type { Places } from '../results/places.ts';

/** What else than figures is kept of a video. */
export interface Keeper {
  /** Whether all of it is there, of a video whose figures are. */
  isThere(places: Places, facts: Facts): Promise<boolean>;
  /**
   * Begins with a video, or goes on.
   * @param done finished frames
   * @returns null where it lacks some of these
   */
  open(places: Places, done: readonly JournalFrame[]): Promise<Keeping | null>;
}

/** Of one video. */
export interface Keeping {
  /** A frame that is labelled, before it counts as finished. */
  keep(frame: PassFrame): Promise<void>;
  /** What can be made when all frames are labelled, before the video counts as done. */
  finish?(video: LabelledFrames): Promise<void>;
  /** Twice is harmless. */
  close?(): Promise<void>;
  /** Of a video that is done: what was only kept for `finish`. */
  remove?(): Promise<void>;
}

export interface LabelledFrames {
  readonly path: string;
  readonly name: string;
  readonly places: Places;
  readonly making: Making;
  /** All of them, lost ones too. */
  readonly frames: readonly JournalFrame[];
  readonly signal: AbortSignal;
  /** How far it is. */
  onFrame(done: number, total: number): void;
}
