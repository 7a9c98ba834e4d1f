import { capped, type Size } from '../../../src/core/geometry/fit.ts';
import type { Quality } from '../../../src/core/metrics/quality.ts';
import { withoutCostly } from '../../../src/core/refine/refine.ts';
import type { RefineOptions } from '../../../src/core/refine/stages.ts';
import { createBudget } from './budget.ts';
import { createLadder, levelAt, LEVELS, type Ladder } from './ladder.ts';

/** How one frame is to be labelled. */
export interface Plan {
  readonly labels: Size;
  readonly refine: RefineOptions | false;
  readonly hold: boolean;
  readonly follow: boolean;
  readonly beside: boolean;
  readonly quality: Quality;
}

/** Keeps a stream's frames in time: plans each by what the ones before took. */
export interface Regulator {
  /** @param seconds media time of the frame */
  plan(frame: Size, refine: RefineOptions | false, seconds: number): Plan;
  /**
   * @param milliseconds that the planned frame took
   * @param model milliseconds of those, or beside them, that the model took
   */
  took(milliseconds: number, model?: number): void;
  /** Another place in the stream: the next frame runs the model. */
  reset(): void;
}

/**
 * @param follows labels can move along with the picture, so that frames can be left out
 * @param besides whether the model can run in a thread beside
 */
export function createRegulator(follows: boolean, besides?: () => boolean): Regulator {
  const lowest = LEVELS.findLastIndex(({ stride }) => follows || stride === 1);
  const ladder: Ladder = createLadder(lowest, besides);
  const clock = createBudget();
  let budget: number | null = null;
  /** Milliseconds that the last frame took. */
  let last = 0;
  let since = 0;
  let follow = false;
  return {
    plan(frame, refine, seconds) {
      budget = clock.next(seconds, last);
      // a single frame, as after a seek, has all the time it needs
      const index = budget === null ? 0 : ladder.level;
      const { pixels, fine, stride, beside, note } = levelAt(index);
      follow = budget !== null && since > 0 && since < stride;
      since = follow ? since + 1 : 1;
      return {
        labels: capped(frame, pixels),
        refine: refine && !fine ? withoutCostly(refine) : refine,
        hold: stride > 1,
        follow,
        beside,
        quality: { level: index, note },
      };
    },
    took(milliseconds, model) {
      last = milliseconds;
      if (budget === null) return;
      ladder.add({ total: milliseconds, budget, labelled: !follow, ...(model === undefined ? {} : { model }) });
    },
    reset() {
      since = 0;
    },
  };
}
