import * as v from 'valibot';
import { Colour, Name } from './words.ts';
import { invalid } from './invalid.ts';

/** A class as a manifest has it. */
export interface ManifestClass {
  readonly id: number;
  readonly name: string;
  /** `#rrggbb` */
  readonly colour: string;
  /** Countable (a car); default false. */
  readonly thing?: boolean | undefined;
}

export interface ModelClass {
  readonly id: number;
  readonly name: string;
  /** `#rrggbb` */
  readonly colour: string;
  /** True where the class is countable (a car), false for stuff (the sky). */
  readonly thing: boolean;
}

/** Ids are 16 bits at most, and the last one of these means void in label images. */
const MOST_CLASSES = 65_535;

const ClassSchema = v.strictObject({
  id: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_CLASSES - 1)),
  name: Name,
  colour: Colour,
  thing: v.optional(v.boolean(), false),
});

export const ClassesSchema = v.pipe(v.array(ClassSchema), v.minLength(1), v.maxLength(MOST_CLASSES));

/** @throws PerPixelError `model-invalid` where ids do not count up from 0 */
export function checkIds(classes: readonly ModelClass[]): void {
  classes.forEach(({ id }, index) => {
    if (id !== index) throw invalid(`"classes[${index}].id" is ${id}; ids count up from 0`);
  });
}
