import * as v from 'valibot';
import { BASE_ENTRIES, completeInput, LABEL_ENTRIES } from '../../../src/core/manifest/base-schema.ts';
import type { BaseManifest, BaseSpec } from '../../../src/core/manifest/base.ts';
import { checkIds } from '../../../src/core/manifest/class-schema.ts';
import { defineTask } from '../../../src/core/manifest/define-task.ts';
import { invalid } from '../../../src/core/manifest/invalid.ts';
import { Name } from '../../../src/core/manifest/words.ts';
import { MOST_TAUGHT } from '../../../src/core/teaching/taught-class.ts';

/** A network that knows no classes of its own: its maps are what a teacher makes classes of (`createTeacher`). */
export interface FeaturesManifest extends BaseManifest {
  readonly task: 'features';
  readonly features: FeaturesPart;
}

export interface FeaturesPart {
  /** Outputs of the file: float32, [1, channels, height / stride, width / stride], cell i of which lies at pixel i · stride of the input. */
  readonly maps: readonly FeatureMap[];
  /** The output among the maps that says where in the picture a place lies: it counts only where a camera is said to stand still. */
  readonly position?: string | undefined;
  /** What scores classes in the same file, with weights that it is fed: a 1×1 convolution of all maps, resized to the grid of the finest one. */
  readonly head: {
    /** Input: float32 [classes, channels of all maps in their order]. */
    readonly weights: string;
    /** Input: float32 [classes]. */
    readonly bias: string;
    /** Output: logits, float32 [1, classes, height, width] on the grid of the finest map. */
    readonly scores: string;
    /** How many it has room for, the background among them: 2 to 13. */
    readonly classes: number;
  };
}

export interface FeatureMap {
  readonly output: string;
  readonly channels: number;
  /** Pixels of the input from one cell to the next. */
  readonly stride: number;
}

export interface FeaturesSpec extends BaseSpec {
  readonly task: 'features';
  readonly features: FeaturesPart;
}

const Count = v.pipe(v.number(), v.integer(), v.minValue(1));

const FeaturesSchema = v.strictObject({
  ...BASE_ENTRIES,
  task: v.literal('features'),
  features: v.strictObject({
    maps: v.pipe(
      v.array(
        v.strictObject({
          output: Name,
          channels: v.pipe(Count, v.maxValue(4096)),
          stride: v.pipe(Count, v.maxValue(256)),
        }),
      ),
      v.minLength(1),
      v.maxLength(16),
    ),
    position: v.optional(Name),
    head: v.strictObject({
      weights: Name,
      bias: Name,
      scores: Name,
      classes: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(MOST_TAUGHT + 1)),
    }),
  }),
  ...LABEL_ENTRIES,
}) satisfies v.GenericSchema<FeaturesManifest, unknown>;

/** More would be a matrix of 32 MB for each class. */
const MOST_CHANNELS = 2048;

/** A trunk that can be taught. Without a head its pixels are all background. */
export const FEATURES = defineTask({
  schema: FeaturesSchema,
  complete: completeFeatures,
  outputs: ['confidence', 'entropy', 'probabilities', 'disagreement'],
});

/** @throws PerPixelError `model-invalid` where its keys contradict one another */
function completeFeatures({ input, ...rest }: v.InferOutput<typeof FeaturesSchema>): FeaturesSpec {
  const { maps, head } = rest.features;
  checkIds(rest.classes);
  if (input.layout !== 'NCHW') throw invalid('"input.layout" is to be NCHW where "task" is "features"');
  const names = [...maps.map(({ output }) => output), head.scores];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`output "${twice}" is named twice`);
  if (rest.classes.length > head.classes) {
    throw invalid(`"classes" are ${rest.classes.length}, and "features.head.classes" has room for ${head.classes}`);
  }
  const { position } = rest.features;
  if (position !== undefined && !maps.some(({ output }) => output === position)) {
    throw invalid(`"features.position" is "${position}", which is none of "features.maps"`);
  }
  const channels = channelsOf(rest.features);
  if (channels > MOST_CHANNELS)
    throw invalid(`"features.maps" have ${channels} channels in all, of at most ${MOST_CHANNELS}`);
  return { ...rest, input: completeInput(input) };
}

/** Of all maps together: what a class weighs. */
export function channelsOf({ maps }: Pick<FeaturesPart, 'maps'>): number {
  return maps.reduce((sum, { channels }) => sum + channels, 0);
}

/** Pixels of the input from one place that can be taught to the next. */
export function finestStride({ maps }: Pick<FeaturesPart, 'maps'>): number {
  return Math.min(...maps.map(({ stride }) => stride));
}
