import * as v from 'valibot';
import { BASE_ENTRIES, completeInput, LABEL_ENTRIES } from '../../../src/core/manifest/base-schema.ts';
import type { BaseManifest, BaseSpec } from '../../../src/core/manifest/base.ts';
import { checkIds } from '../../../src/core/manifest/class-schema.ts';
import { defineTask } from '../../../src/core/manifest/define-task.ts';
import { completeOutputs, OUTPUT_ENTRIES } from '../../../src/core/manifest/output-schema.ts';
import type { OutputSpec, ScoreOutputs } from '../../../src/core/manifest/score-outputs.ts';

/** A model that gives each pixel of its grid a class. */
export interface SemanticManifest extends BaseManifest, ScoreOutputs {
  /** Default. */
  readonly task?: 'semantic' | undefined;
}

export interface SemanticSpec extends BaseSpec {
  readonly task: 'semantic';
  readonly outputs: OutputSpec[];
}

const SemanticSchema = v.strictObject({
  ...BASE_ENTRIES,
  task: v.optional(v.literal('semantic'), 'semantic'),
  ...OUTPUT_ENTRIES,
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
  return {
    ...rest,
    input: completeInput(input),
    outputs: completeOutputs({ output, outputs }, { layout: input.layout, classes }),
    classes,
  };
}
