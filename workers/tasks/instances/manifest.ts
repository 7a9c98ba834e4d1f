import * as v from 'valibot';
import { BASE_ENTRIES, completeInput, HeadsSchema, LABEL_ENTRIES } from '../../../src/core/manifest/base-schema.ts';
import type { BaseManifest, BaseSpec } from '../../../src/core/manifest/base.ts';
import { checkIds } from '../../../src/core/manifest/class-schema.ts';
import { defineTask } from '../../../src/core/manifest/define-task.ts';
import { invalid } from '../../../src/core/manifest/invalid.ts';
import { channelsLast, completeOutputs, OUTPUT_ENTRIES } from '../../../src/core/manifest/output-schema.ts';
import type { OutputSpec, ScoreOutputs } from '../../../src/core/manifest/score-outputs.ts';
import { Layout, Name } from '../../../src/core/manifest/words.ts';

/** A model that gives each pixel of its grid a class, and tells things apart by their centres (Panoptic-DeepLab, Cheng et al. 2020). */
export interface InstancesManifest extends BaseManifest, ScoreOutputs {
  readonly task: 'instances';
  /** Two more outputs, on the grid of the class scores; in the file of `heads`, where there is one. */
  readonly instances: {
    /** One channel: how much a place is the centre of a thing, 0 to 1. */
    readonly centres: string;
    /** Two channels: how far a place's thing has its centre below it, and to the right of it; in pixels of the grid. */
    readonly offsets: string;
    /** Of both; default: the input's. */
    readonly layout?: 'NCHW' | 'NHWC' | undefined;
    /** A centre is at least so sure; default 0.1. */
    readonly threshold?: number | undefined;
    /** A thing's centre is at least so sure; what gathers around a less sure one is no thing. Default: as of `threshold`. */
    readonly sure?: number | undefined;
    /** Of centres in a square with sides of so many pixels of the grid the surest counts; odd, default 7. */
    readonly window?: number | undefined;
    /** So many centres, the surest, count at most; default 64, which is the most. */
    readonly topK?: number | undefined;
  };
}

/** `instances` with every default filled in. */
export interface CentreSpec {
  readonly centres: string;
  readonly offsets: string;
  readonly layout: 'NCHW' | 'NHWC';
  readonly threshold: number;
  readonly sure: number;
  readonly window: number;
  readonly topK: number;
}

export interface InstancesSpec extends BaseSpec {
  readonly task: 'instances';
  readonly outputs: OutputSpec[];
  readonly instances: CentreSpec;
}

const odd = v.check<number, string>((value) => value % 2 === 1, 'is not odd');

const InstancesSchema = v.strictObject({
  ...BASE_ENTRIES,
  task: v.literal('instances'),
  ...OUTPUT_ENTRIES,
  instances: v.strictObject({
    centres: Name,
    offsets: Name,
    layout: v.optional(Layout),
    threshold: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.1),
    sure: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
    window: v.optional(v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(63), odd), 7),
    topK: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)), 64),
  }),
  heads: v.optional(HeadsSchema),
  ...LABEL_ENTRIES,
}) satisfies v.GenericSchema<InstancesManifest, unknown>;

/** A class for every pixel, and things apart from one another. */
export const INSTANCES = defineTask({
  schema: InstancesSchema,
  complete: completeInstances,
  channelsLast: (spec) => ({ ...channelsLast(spec), instances: { ...spec.instances, layout: 'NHWC' as const } }),
  outputs: ['confidence', 'entropy', 'probabilities', 'instances', 'panoptic', 'disagreement'],
});

/** @throws PerPixelError `model-invalid` where its keys contradict one another */
function completeInstances(manifest: v.InferOutput<typeof InstancesSchema>): InstancesSpec {
  const { input, output, outputs, classes, instances, ...rest } = manifest;
  checkIds(classes);
  if (!classes.some(({ thing }) => thing)) {
    throw invalid('"task" is "instances", and no class has "thing": true');
  }
  const heads = completeOutputs({ output, outputs }, { layout: input.layout, classes });
  const names = [...heads.map(({ name }) => name), instances.centres, instances.offsets];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`output "${twice}" is named twice`);
  return {
    ...rest,
    input: completeInput(input),
    outputs: heads,
    classes,
    instances: {
      ...instances,
      layout: instances.layout ?? input.layout,
      sure: instances.sure ?? instances.threshold,
    },
  };
}
