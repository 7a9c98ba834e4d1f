import type { CreateStage } from '../stage.ts';
import { createGuidedFilter } from './guided-filter.ts';

export const createGuidedFilterStage: CreateStage = (arena) => {
  const filter = createGuidedFilter(arena);
  return {
    run({ scores, ids, luma, input, pixels, keep, grid, labels, counts }, { guided }) {
      if (guided) filter.run(scores, ids, { luma, input, pixels, keep }, grid, guided, labels, counts);
    },
    reset: () => filter.reset(),
  };
};
