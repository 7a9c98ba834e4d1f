import type { CreateStageKernel } from '../stage-kernel.ts';
import { createMorphologyKernel } from './morphology-kernel.ts';

export const createMorphologyStageKernel: CreateStageKernel = async (device, { shape, probabilities }) => {
  const kernel = await createMorphologyKernel(device, shape, probabilities);
  return {
    run: (pass, _, { closing = 0, opening = 0 }) => kernel.run(pass, closing, opening),
    destroy: () => kernel.destroy(),
  };
};
