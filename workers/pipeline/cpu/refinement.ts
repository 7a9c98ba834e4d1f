import type { BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Stage } from '../../../src/core/metrics/metrics.ts';
import type { RefineOptions } from '../../../src/core/refine/stages.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { createArena } from '../../simd/arena.ts';
import { argmax } from '../../stages/argmax/argmax.ts';
import { createGuidedFilter, type GuidedInput } from '../../stages/guided-filter/guided-filter.ts';
import { createMorphology } from '../../stages/morphology/morphology.ts';
import { createSmallRegions } from '../../stages/small-regions/small-regions.ts';
import { createTemporalSmoothing } from '../../stages/temporal-smoothing/temporal-smoothing.ts';
import { createUpsample } from '../../stages/upsample/upsample.ts';

export interface Refinement {
  /**
   * From scores to the refined label map, in the order that `RefineOptions` states. Afterwards the scores are the model's
   * own, but for their smoothing over time.
   * @param ids memory for the argmax at the scores' own size
   * @param streamed a frame of a stream, to be smoothed over time with the ones before
   * @param out the label map, `counts` how many pixels each class has: added to what it holds
   * @param clock called after each part with the stage that it belongs to
   */
  run(
    scores: Scores,
    ids: Uint8Array,
    guide: Omit<GuidedInput, 'keep'>,
    grid: BilinearGrid,
    options: RefineOptions,
    streamed: boolean,
    out: Uint8Array,
    counts: Uint32Array,
    clock: (stage: Stage) => void,
  ): void;
  /** Forgets the frames before. */
  reset(): void;
}

/** @param arena where the picture and the label map lie, if they lie in one */
export function createRefinement(arena = createArena()): Refinement {
  const temporal = createTemporalSmoothing();
  const morphology = createMorphology();
  const smallRegions = createSmallRegions();
  const guidedFilter = createGuidedFilter(arena);
  const upsample = createUpsample();
  return {
    run(scores, ids, guide, grid, options, streamed, out, counts, clock) {
      const { closing = 0, opening = 0, minRegion = 0, guided = false } = options;
      let keep: Float32Array | null = null;
      if (streamed && options.temporal) {
        keep = temporal.run(scores, guide.luma, guide.input.width, guide.input.height, options.temporal);
        clock('refine');
      }
      const tidied = closing > 0 || opening > 0 ? morphology.run(scores, closing, opening) : scores;
      if (tidied !== scores) clock('refine');
      argmax(tidied, ids);
      clock('postprocess');
      smallRegions.run(tidied, ids, minRegion);
      if (minRegion > 1) clock('refine');
      if (guided) guidedFilter.run(tidied, ids, { ...guide, keep }, grid, guided, out, counts);
      else upsample.run(tidied, ids, grid, out, counts);
      clock(guided ? 'refine' : 'postprocess');
      smallRegions.undo(tidied);
    },
    reset() {
      temporal.reset();
      guidedFilter.reset();
    },
  };
}
