/** How the label map is tidied after the argmax. */
export interface RefineOptions {
  /** Share of the previous frame kept where the picture stands still, 0 to 0.95; 0 turns smoothing off. Streams only. */
  readonly temporal?: number | undefined;
  /** Regions of fewer pixels (at the model's resolution) take their surroundings' class; 0 keeps all. */
  readonly minRegion?: number | undefined;
}
