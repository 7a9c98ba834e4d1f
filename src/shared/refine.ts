import * as v from 'valibot';

export const RefineSchema = v.strictObject({
  /** Share of the previous frame kept where the picture stands still; 0 turns smoothing off. */
  temporal: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.95))),
  /** Regions of fewer pixels (at the model's resolution) take their surroundings' class; 0 keeps all. */
  minRegion: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))),
});

/** How the label map is tidied after the argmax. */
export type RefineOptions = v.InferInput<typeof RefineSchema>;
