import * as v from 'valibot';
import type { RefineOptions } from './refine.ts';

export const RefineSchema = v.strictObject({
  temporal: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.95))),
  minRegion: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))),
}) satisfies v.GenericSchema<RefineOptions, unknown>;
