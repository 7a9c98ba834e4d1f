import * as v from 'valibot';
import type { ModelClass } from './classes.ts';
import { Colour, Name } from './words.ts';
import { MOST_FIRST } from '../truth/labels-start.ts';
import { invalid } from './invalid.ts';

/** Ids are 16 bits at most, and the last one of these means void in label images. */
export const MOST_CLASSES = 65_535;

const ClassSchema = v.strictObject({
  id: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_CLASSES - 1)),
  name: Name,
  colour: Colour,
  thing: v.optional(v.boolean(), false),
  doubt: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
});

export const ClassesSchema = v.pipe(v.array(ClassSchema), v.minLength(1), v.maxLength(MOST_CLASSES));

/** A value of label images, of 16 bits but for what is void. */
export const LabelsStart = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_FIRST));

/** @throws PerPixelError `model-invalid` where ids do not count up from 0 */
export function checkIds(classes: readonly ModelClass[]): void {
  classes.forEach(({ id }, index) => {
    if (id !== index) throw invalid(`"classes[${index}].id" is ${id}; ids count up from 0`);
  });
}
