import { createArgmaxStageKernel } from '../../stages/argmax/stage-kernel.ts';
import { createCrfStageKernel } from '../../stages/crf/stage-kernel.ts';
import { createGuidedFilterStageKernel } from '../../stages/guided-filter/stage-kernel.ts';
import { createMorphologyStageKernel } from '../../stages/morphology/stage-kernel.ts';
import { createSmallRegionsStageKernel } from '../../stages/small-regions/stage-kernel.ts';
import type { CreateStageKernel } from '../../stages/stage-kernel.ts';
import { createUpsampleStageKernel } from '../../stages/upsample/stage-kernel.ts';

/** The stages' twins on the GPU, by name; their order is that of `STAGES`. null: the chain does it while it takes the scores in. */
const STAGE_KERNELS: Readonly<Record<string, CreateStageKernel | null>> = {
  'temporal-smoothing': null,
  morphology: createMorphologyStageKernel,
  crf: createCrfStageKernel,
  argmax: createArgmaxStageKernel,
  'small-regions': createSmallRegionsStageKernel,
  'guided-filter': createGuidedFilterStageKernel,
  upsample: createUpsampleStageKernel,
};

/** @throws Error where a stage has none: a frame on the GPU would go without it, and say nothing */
export function stageKernelOf(name: string): CreateStageKernel | null {
  const kernel = STAGE_KERNELS[name];
  if (kernel === undefined) throw new Error(`the stage ${name} has no kernel`);
  return kernel;
}
