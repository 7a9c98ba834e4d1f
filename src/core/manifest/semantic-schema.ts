import * as v from 'valibot';
import { BASE_ENTRIES, completeInput } from './base-schema.ts';
import { checkIds, ClassesSchema } from './class-schema.ts';
import { invalid } from './invalid.ts';
import { RefineSchema } from '../refine/refine-schema.ts';
import type { SemanticManifest, SemanticSpec } from './semantic.ts';
import { Layout, Name } from './words.ts';

const OutputSchema = v.strictObject({
  name: Name,
  kind: v.picklist(['logits', 'probabilities', 'binary-probability', 'class-ids']),
  layout: v.optional(Layout),
  type: v.optional(v.picklist(['float32', 'float16'])),
  classes: v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.minLength(1))),
});

export const SemanticSchema = v.strictObject({
  ...BASE_ENTRIES,
  task: v.optional(v.literal('semantic'), 'semantic'),
  output: v.optional(OutputSchema),
  outputs: v.optional(v.pipe(v.array(OutputSchema), v.minLength(1))),
  classes: ClassesSchema,
  refine: v.optional(v.union([RefineSchema, v.literal(false)])),
}) satisfies v.GenericSchema<SemanticManifest, unknown>;

/** @throws PerPixelError `model-invalid` where its keys contradict one another */
export function completeSemantic(manifest: v.InferOutput<typeof SemanticSchema>): SemanticSpec {
  const { input, output, outputs, classes, ...rest } = manifest;
  checkIds(classes);
  const heads = outputs ?? (output ? [output] : []);
  if (heads.length === 0) throw invalid('"output" (or "outputs") is missing');
  if (output && outputs) throw invalid('"output" and "outputs" are both given; keep one');
  return {
    ...rest,
    input: completeInput(input),
    outputs: heads.map((head, index) => ({
      ...head,
      layout: head.layout ?? input.layout,
      classes: checkedClasses(head, index, classes.length),
    })),
    classes,
  };
}

function checkedClasses(head: v.InferOutput<typeof OutputSchema>, index: number, count: number): number[] {
  const classes = head.classes ?? Array.from({ length: count }, (_, id) => id);
  const unknown = classes.find((id) => id >= count);
  if (unknown !== undefined) throw invalid(`"outputs[${index}].classes" names class ${unknown}, which "classes" lacks`);
  if (head.kind === 'binary-probability' && classes.length !== 2) {
    throw invalid(`"outputs[${index}]" is a binary probability and so needs 2 classes, not ${classes.length}`);
  }
  return classes;
}
