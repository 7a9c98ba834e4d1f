/**
 * How the label map is tidied. The order of a frame: scores, temporal smoothing (streams), closing and opening, argmax at
 * the model's resolution, small regions, enlargement to the frame (bilinear, or guided by the picture).
 */
export interface RefineOptions {
  /** Share of the previous frame kept where the picture stands still, 0 to 0.95; 0 turns smoothing off. Streams only. */
  readonly temporal?: number | undefined;
  /**
   * Radius of the square window, in pixels of the model's grid, 0 to 8, with which gaps in each class's probability are
   * closed (the largest value around, then the smallest). It comes before the opening.
   */
  readonly closing?: number | undefined;
  /** The same for specks: the smallest value around, then the largest. */
  readonly opening?: number | undefined;
  /** Regions of fewer pixels (at the model's resolution) take their surroundings' class; 0 keeps all. */
  readonly minRegion?: number | undefined;
  /** Moves edges onto those of the picture while the labels are enlarged; absent or false: bilinear. */
  readonly guided?: GuidedOptions | false | undefined;
}

/** What live streams are smoothed with where a model does not say. */
export const LIVE_REFINE: RefineOptions = { temporal: 0.75 };

/** Of a guided filter (He, Sun, Tang: Guided Image Filtering, 2010; Fast Guided Filter, 2015). */
export interface GuidedOptions {
  /** Of the square window, in pixels of the model's grid: 1 to 16. */
  readonly radius: number;
  /** Variance of luma (0 to 1) below which a window counts as flat and is averaged over: 1e-6 to 1. */
  readonly epsilon: number;
  /** How strongly the picture pulls, 1 to 4; default 1. A model's edges are softer than the picture's: more finds them better. */
  readonly gain?: number | undefined;
}
