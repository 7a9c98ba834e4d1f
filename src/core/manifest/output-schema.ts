import * as v from 'valibot';
import type { BaseSpec } from './base.ts';
import { invalid } from './invalid.ts';
import type { ManifestOutput, OutputSpec, ScoreOutputs } from './score-outputs.ts';
import { Layout, Name } from './words.ts';

const OutputSchema = v.strictObject({
  name: Name,
  kind: v.picklist(['logits', 'probabilities', 'binary-probability', 'class-ids']),
  layout: v.optional(Layout),
  type: v.optional(v.picklist(['float32', 'float16'])),
  classes: v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.minLength(1))),
});

/** The keys of a manifest of any task whose models score classes. */
export const OUTPUT_ENTRIES = {
  output: v.optional(OutputSchema),
  outputs: v.optional(v.pipe(v.array(OutputSchema), v.minLength(1))),
} satisfies Record<keyof ScoreOutputs, v.GenericSchema>;

/**
 * Fills in what depends on other keys.
 * @throws PerPixelError `model-invalid` where they contradict one another
 */
export function completeOutputs(
  { output, outputs }: ScoreOutputs,
  { layout, classes }: { readonly layout: OutputSpec['layout']; readonly classes: readonly unknown[] },
): OutputSpec[] {
  const heads = outputs ?? (output ? [output] : []);
  if (heads.length === 0) throw invalid('"output" (or "outputs") is missing');
  if (output && outputs) throw invalid('"output" and "outputs" are both given; keep one');
  return heads.map((head, index) => ({
    ...head,
    layout: head.layout ?? layout,
    classes: checkedClasses(head, index, classes.length),
  }));
}

/** A model that scores classes with the channels of what it is fed and of what it gives last. */
export function channelsLast<Spec extends BaseSpec & { readonly outputs: OutputSpec[] }>(spec: Spec): Spec {
  const { input, outputs } = spec;
  return {
    ...spec,
    input: { ...input, layout: 'NHWC' },
    outputs: outputs.map((output) => ({ ...output, layout: 'NHWC' })),
  };
}

function checkedClasses(head: ManifestOutput, index: number, count: number): number[] {
  const classes = head.classes ?? Array.from({ length: count }, (_, id) => id);
  const unknown = classes.find((id) => id >= count);
  if (unknown !== undefined) throw invalid(`"outputs[${index}].classes" names class ${unknown}, which "classes" lacks`);
  if (head.kind === 'binary-probability' && classes.length !== 2) {
    throw invalid(`"outputs[${index}]" is a binary probability and so needs 2 classes, not ${classes.length}`);
  }
  return classes;
}
