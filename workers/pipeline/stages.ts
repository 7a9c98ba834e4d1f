import type { Stage as Timing } from '../../src/core/metrics/metrics.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import { createArgmaxStage } from '../stages/argmax/stage.ts';
import { CRF } from '../stages/crf/options.ts';
import { createCrfStage } from '../stages/crf/stage.ts';
import { GUIDED_FILTER } from '../stages/guided-filter/options.ts';
import { createGuidedFilterStage } from '../stages/guided-filter/stage.ts';
import { MORPHOLOGY } from '../stages/morphology/options.ts';
import { createMorphologyStage } from '../stages/morphology/stage.ts';
import { SMALL_REGIONS } from '../stages/small-regions/options.ts';
import { createSmallRegionsStage } from '../stages/small-regions/stage.ts';
import type { CreateStage } from '../stages/stage.ts';
import { TEMPORAL_SMOOTHING } from '../stages/temporal-smoothing/options.ts';
import { createTemporalSmoothingStage } from '../stages/temporal-smoothing/stage.ts';
import { createUpsampleStage } from '../stages/upsample/stage.ts';

/** A stage between a model's scores and the label map. Its twin on the GPU is in `gpu/stage-kernels.ts`, by its name. */
export interface PipelineStage {
  /** Of its folder. */
  readonly name: string;
  /** Under which its time is reported. */
  readonly timing: Timing;
  isOn(refine: RefineOptions): boolean;
  /** It joins the frames of a stream, and has nothing to do with a single one. */
  readonly remembers?: boolean;
  readonly cpu: CreateStage;
}

const always = (): boolean => true;

/** In the order of a frame. What `refine` may say of them stands in the stages' own folders (src/core/refine/stages.ts). */
export const STAGES: readonly PipelineStage[] = [
  { ...TEMPORAL_SMOOTHING, timing: 'refine', cpu: createTemporalSmoothingStage },
  { ...MORPHOLOGY, timing: 'refine', cpu: createMorphologyStage },
  { ...CRF, timing: 'refine', cpu: createCrfStage },
  { name: 'argmax', timing: 'postprocess', isOn: always, cpu: createArgmaxStage },
  { ...SMALL_REGIONS, timing: 'refine', cpu: createSmallRegionsStage },
  { ...GUIDED_FILTER, timing: 'refine', cpu: createGuidedFilterStage },
  {
    name: 'upsample',
    timing: 'postprocess',
    isOn: (refine) => !GUIDED_FILTER.isOn(refine),
    cpu: createUpsampleStage,
  },
];
