import type { Shown } from './overlay.ts';

export interface View {
  readonly overlay: Shown;
  /** 0 (picture only) to 1 (labels only). */
  readonly opacity: number;
  readonly mirrored: boolean;
  /** Pixels whose confidence is below are hatched, 0 to 1; 0: none. */
  readonly doubt: number;
  /** Share of the picture's width, as shown, left of which the argmax alone is drawn and right of it what refinement made of it; null: no split. */
  readonly split: number | null;
}

export const DEFAULT_VIEW: View = { overlay: 'labels', opacity: 0.5, mirrored: false, doubt: 0, split: null };

/** Before anybody has said what may be seen. */
export const WITHHELD: View = { ...DEFAULT_VIEW, overlay: 'withheld' };

/** What is on a worker's canvas. */
export interface Drawing {
  /** Counts up from 1; 0: nothing has been drawn. */
  readonly count: number;
  readonly overlay: Shown;
}

/** A canvas on which nothing has been drawn. */
export const BLANK: Drawing = { count: 0, overlay: 'withheld' };
