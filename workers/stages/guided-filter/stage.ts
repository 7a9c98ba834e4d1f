import type { CreateStage } from '../stage.ts';
import { createGuidedFilter } from './guided-filter.ts';

export const createGuidedFilterStage: CreateStage = (arena) => {
  const filter = createGuidedFilter(arena);
  return {
    run({ scores, ids, luma, input, pixels, keep, grid, labels, counts }, { guided }) {
      // its kernel knows bytes: where ids take 16 bits it is never on
      if (!(ids instanceof Uint8Array && labels instanceof Uint8Array)) return;
      if (guided) filter.run(scores, ids, { luma, input, pixels, keep }, grid, guided, labels, counts);
    },
    reset: () => filter.reset(),
  };
};
