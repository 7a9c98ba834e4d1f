import * as v from 'valibot';
import { DOUBT, DOUBT_COLUMN } from '../../../src/core/manifest/doubt-column.ts';
import { BASE_ENTRIES, completeInput, LABEL_ENTRIES } from '../../../src/core/manifest/base-schema.ts';
import type { BaseManifest, BaseSpec } from '../../../src/core/manifest/base.ts';
import { checkIds } from '../../../src/core/manifest/class-schema.ts';
import { defineTask } from '../../../src/core/manifest/define-task.ts';
import { channelsLast, completeOutputs, OUTPUT_ENTRIES } from '../../../src/core/manifest/output-schema.ts';
import { Name } from '../../../src/core/manifest/words.ts';
import type { OutputSpec, ScoreOutputs } from '../../../src/core/manifest/score-outputs.ts';

/** A model that gives each pixel of its grid a class. */
export interface SemanticManifest extends BaseManifest, ScoreOutputs {
  /** Default. */
  readonly task?: 'semantic' | undefined;
  /**
   * A fast model that labels every frame of a stream where this one is too slow for that, as on a CPU: its id, or its manifest's address
   * relative to this one. Classes of the same name in both are the fast one's to decide; the other pixels get this one's other classes,
   * which come some times a second and move along with the picture. Default: none.
   */
  readonly companion?: string | undefined;
  /** An analysis says of each frame how much of it is in doubt, in the column `doubt:mean`; default false. */
  readonly doubt?: boolean | undefined;
}

export interface SemanticSpec extends BaseSpec {
  readonly task: 'semantic';
  readonly outputs: OutputSpec[];
  readonly companion?: string | undefined;
  readonly doubt?: boolean | undefined;
}

const SemanticSchema = v.strictObject({
  ...BASE_ENTRIES,
  task: v.optional(v.literal('semantic'), 'semantic'),
  companion: v.optional(Name),
  doubt: v.optional(v.boolean()),
  ...OUTPUT_ENTRIES,
  ...LABEL_ENTRIES,
}) satisfies v.GenericSchema<SemanticManifest, unknown>;

/** A class for every pixel. */
export const SEMANTIC = defineTask({
  schema: SemanticSchema,
  complete: completeSemantic,
  channelsLast,
  outputs: ['confidence', 'entropy', 'probabilities', 'instances', 'panoptic', 'disagreement'],
  columns: { kinds: [DOUBT], names: ({ doubt }) => (doubt ? [DOUBT_COLUMN] : []) },
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
