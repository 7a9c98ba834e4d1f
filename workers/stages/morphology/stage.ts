import type { CreateStage } from '../stage.ts';
import { createMorphology } from './morphology.ts';

export const createMorphologyStage: CreateStage = () => {
  const morphology = createMorphology();
  return {
    run(work, { closing = 0, opening = 0 }) {
      work.scores = morphology.run(work.scores, closing, opening);
    },
  };
};
