import type { CreateStage } from '../stage.ts';
import { createSmallRegions } from './small-regions.ts';

export const createSmallRegionsStage: CreateStage = () => {
  const regions = createSmallRegions();
  return {
    run: ({ scores, ids }, { minRegion = 0 }) => regions.run(scores, ids, minRegion),
    undo: ({ scores }) => regions.undo(scores),
  };
};
