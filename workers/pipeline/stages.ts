import type { Stage as Timing } from '../../src/core/metrics/metrics.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import { createArgmaxStageKernel } from '../stages/argmax/stage-kernel.ts';
import { createArgmaxStage } from '../stages/argmax/stage.ts';
import { CRF } from '../stages/crf/options.ts';
import { createCrfStageKernel } from '../stages/crf/stage-kernel.ts';
import { createCrfStage } from '../stages/crf/stage.ts';
import { GUIDED_FILTER } from '../stages/guided-filter/options.ts';
import { createGuidedFilterStageKernel } from '../stages/guided-filter/stage-kernel.ts';
import { createGuidedFilterStage } from '../stages/guided-filter/stage.ts';
import { MORPHOLOGY } from '../stages/morphology/options.ts';
import { createMorphologyStageKernel } from '../stages/morphology/stage-kernel.ts';
import { createMorphologyStage } from '../stages/morphology/stage.ts';
import { SMALL_REGIONS } from '../stages/small-regions/options.ts';
import { createSmallRegionsStageKernel } from '../stages/small-regions/stage-kernel.ts';
import { createSmallRegionsStage } from '../stages/small-regions/stage.ts';
import type { CreateStageKernel } from '../stages/stage-kernel.ts';
import type { CreateStage } from '../stages/stage.ts';
import { TEMPORAL_SMOOTHING } from '../stages/temporal-smoothing/options.ts';
import { createTemporalSmoothingStage } from '../stages/temporal-smoothing/stage.ts';
import { createUpsampleStageKernel } from '../stages/upsample/stage-kernel.ts';
import { createUpsampleStage } from '../stages/upsample/stage.ts';

/** A stage between a model's scores and the label map, as both executors have it. */
export interface PipelineStage {
  /** Under which its time is reported. */
  readonly timing: Timing;
  isOn(refine: RefineOptions): boolean;
  /** It joins the frames of a stream, and has nothing to do with a single one. */
  readonly remembers?: boolean;
  readonly cpu: CreateStage;
  /** null: the GPU's chain does it while it takes the scores in. */
  readonly gpu: CreateStageKernel | null;
}

const always = (): boolean => true;

/** In the order of a frame. What `refine` may say of them stands in the stages' own folders (src/core/refine/stages.ts). */
export const STAGES: readonly PipelineStage[] = [
  { ...TEMPORAL_SMOOTHING, timing: 'refine', cpu: createTemporalSmoothingStage, gpu: null },
  { ...MORPHOLOGY, timing: 'refine', cpu: createMorphologyStage, gpu: createMorphologyStageKernel },
  { ...CRF, timing: 'refine', cpu: createCrfStage, gpu: createCrfStageKernel },
  { timing: 'postprocess', isOn: always, cpu: createArgmaxStage, gpu: createArgmaxStageKernel },
  { ...SMALL_REGIONS, timing: 'refine', cpu: createSmallRegionsStage, gpu: createSmallRegionsStageKernel },
  { ...GUIDED_FILTER, timing: 'refine', cpu: createGuidedFilterStage, gpu: createGuidedFilterStageKernel },
  {
    timing: 'postprocess',
    isOn: (refine) => !GUIDED_FILTER.isOn(refine),
    cpu: createUpsampleStage,
    gpu: createUpsampleStageKernel,
  },
];
