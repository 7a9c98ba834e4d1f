import * as v from 'valibot';
import type { Instance } from '../../../src/core/instances/instance.ts';
import { BASE_ENTRIES, completeInput, LABEL_ENTRIES } from '../../../src/core/manifest/base-schema.ts';
import type { BaseManifest, BaseSpec } from '../../../src/core/manifest/base.ts';
import { checkIds } from '../../../src/core/manifest/class-schema.ts';
import { defineTask } from '../../../src/core/manifest/define-task.ts';
import { invalid } from '../../../src/core/manifest/invalid.ts';
import { Layout, Name } from '../../../src/core/manifest/words.ts';

/** A model that gives each pixel of its grid a class. */
export interface SemanticManifest extends BaseManifest {
  /** Default. */
  readonly task?: 'semantic' | undefined;
  /** The only output; several stand in `outputs`, later ones overwriting earlier ones where they are sure. */
  readonly output?: ManifestOutput | undefined;
  readonly outputs?: ManifestOutput[] | undefined;
}

export interface ManifestOutput {
  readonly name: string;
  readonly kind: OutputSpec['kind'];
  /** Default: the input's. */
  readonly layout?: 'NCHW' | 'NHWC' | undefined;
  /** Default: whatever number the file has. */
  readonly type?: 'float32' | 'float16' | undefined;
  /** The class id of each channel; default: every class, in order. */
  readonly classes?: number[] | undefined;
}

export interface OutputSpec {
  readonly name: string;
  readonly kind: 'logits' | 'probabilities' | 'binary-probability' | 'class-ids';
  readonly layout: 'NCHW' | 'NHWC';
  /** Absent: whichever the file has. */
  readonly type?: 'float32' | 'float16' | undefined;
  readonly classes: number[];
}

export interface SemanticSpec extends BaseSpec {
  readonly task: 'semantic';
  readonly outputs: OutputSpec[];
}

/** height × width maps, row-major, of the frame given. */
export interface SemanticMaps {
  readonly confidence?: Float32Array<ArrayBuffer>;
  readonly entropy?: Float32Array<ArrayBuffer>;
  /** classes × height × width. */
  readonly probabilities?: Float32Array<ArrayBuffer>;
  /** How far the members of an ensemble are apart, 0 to 1. */
  readonly disagreement?: Float32Array<ArrayBuffer>;
  /** The countable things, each connected region of a thing's class of at least 0.05 % of the frame. */
  readonly instances?: readonly Instance[];
  /** class × 1000 + the id of the pixel's instance; 0 where it is of none. */
  readonly panopticMap?: Uint32Array<ArrayBuffer>;
}

/** Shares say all that there is. */
export type SemanticFound = object;

const OutputSchema = v.strictObject({
  name: Name,
  kind: v.picklist(['logits', 'probabilities', 'binary-probability', 'class-ids']),
  layout: v.optional(Layout),
  type: v.optional(v.picklist(['float32', 'float16'])),
  classes: v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.minLength(1))),
});

const SemanticSchema = v.strictObject({
  ...BASE_ENTRIES,
  task: v.optional(v.literal('semantic'), 'semantic'),
  output: v.optional(OutputSchema),
  outputs: v.optional(v.pipe(v.array(OutputSchema), v.minLength(1))),
  ...LABEL_ENTRIES,
}) satisfies v.GenericSchema<SemanticManifest, unknown>;

/** A class for every pixel. */
export const SEMANTIC = defineTask({
  schema: SemanticSchema,
  complete: completeSemantic,
  outputs: ['confidence', 'entropy', 'probabilities', 'instances', 'panoptic', 'disagreement'],
});

/** @throws PerPixelError `model-invalid` where its keys contradict one another */
function completeSemantic(manifest: v.InferOutput<typeof SemanticSchema>): SemanticSpec {
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
