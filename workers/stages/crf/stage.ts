import type { CreateStage } from '../stage.ts';
import { createCrf } from './crf.ts';

export const createCrfStage: CreateStage = () => {
  const field = createCrf();
  return {
    run(work, { crf }) {
      if (crf) work.scores = field.run(work.scores, work.pixels, work.placement, crf);
    },
  };
};
