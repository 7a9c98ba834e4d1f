import type { CreateStage } from '../stage.ts';
import { createTemporalSmoothing } from './temporal-smoothing.ts';

export const createTemporalSmoothingStage: CreateStage = () => {
  const temporal = createTemporalSmoothing();
  return {
    run(work, { temporal: strength = 0 }) {
      const { scores, luma, input } = work;
      work.keep = temporal.run(scores, luma, input.width, input.height, strength);
    },
    reset: () => temporal.reset(),
  };
};
