import type { CreateStageKernel } from '../stage-kernel.ts';
import { createSmallRegionsKernel } from './small-regions-kernel.ts';

export const createSmallRegionsStageKernel: CreateStageKernel = async (device, { shape, ids, probabilities }) => {
  const kernel = await createSmallRegionsKernel(device, shape, { ids, probabilities });
  return {
    run: (pass, _, { minRegion = 0 }) => kernel.run(pass, minRegion),
    destroy: () => kernel.destroy(),
  };
};
