import type { CreateStageKernel } from '../stage-kernel.ts';
import { createArgmaxKernel } from './argmax-kernel.ts';

export const createArgmaxStageKernel: CreateStageKernel = (device, { shape, probabilities, ids }) =>
  createArgmaxKernel(device, shape, { probabilities, ids });
