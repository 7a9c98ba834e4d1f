import * as v from 'valibot';
import { PerPixelError } from '../errors/errors.ts';
import type { RefineOptions } from './refine.ts';

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const GuidedSchema = v.strictObject({
  radius: whole(1, 16),
  epsilon: v.pipe(v.number(), v.minValue(1e-6), v.maxValue(1)),
  gain: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(4))),
});

export const RefineSchema = v.strictObject({
  temporal: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.95))),
  closing: v.optional(whole(0, 8)),
  opening: v.optional(whole(0, 8)),
  minRegion: v.optional(whole(0, 10_000)),
  guided: v.optional(v.union([GuidedSchema, v.literal(false)])),
}) satisfies v.GenericSchema<RefineOptions, unknown>;

/**
 * What a caller passes, who may not be checked by a compiler.
 * @throws PerPixelError `option-invalid`, naming the option that is wrong
 */
export function checkRefine(value: RefineOptions | false): RefineOptions | false {
  if (value === false) return false;
  const result = v.safeParse(RefineSchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new PerPixelError(
    'option-invalid',
    `The refinement cannot be used: "${['refine', v.getDotPath(issue)].filter(Boolean).join('.')}": ${issue.message}.`,
    'Use temporal 0 to 0.95, closing and opening 0 to 8, minRegion 0 to 10000, guided { radius 1 to 16, epsilon 1e-6 to 1, gain 1 to 4 }.',
  );
}
