import type { CreateStage } from '../stage.ts';
import { createUpsample } from './upsample.ts';

export const createUpsampleStage: CreateStage = () => {
  const upsample = createUpsample();
  return { run: ({ scores, ids, grid, labels, counts }) => upsample.run(scores, ids, grid, labels, counts) };
};
