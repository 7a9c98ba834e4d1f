import { capped, type Size } from '../../../src/core/geometry/fit.ts';
import type { Quality } from '../../../src/core/metrics/quality.ts';
import { withoutCostly } from '../../../src/core/refine/refine.ts';
import type { RefineOptions } from '../../../src/core/refine/stages.ts';
import { createBudget } from './budget.ts';
import { createLadder, LEVELS, type Ladder } from './ladder.ts';

/** How one frame is to be labelled. */
export interface Plan {
  readonly labels: Size;
  readonly refine: RefineOptions | false;
  readonly hold: boolean;
  readonly follow: boolean;
  readonly quality: Quality;
}

/** Keeps a stream's frames in time: plans each by what the ones before took. */
export interface Regulator {
  /** @param seconds media time of the frame */
  plan(frame: Size, refine: RefineOptions | false, seconds: number): Plan;
  /** @param milliseconds that the planned frame took */
  took(milliseconds: number): void;
  /** Another place in the stream: the next frame runs the model. */
  reset(): void;
}

/** @param follows labels can move along with the picture, so that frames can be left out */
export function createRegulator(follows: boolean): Regulator {
  const lowest = LEVELS.findLastIndex(({ stride }) => follows || stride === 1);
  const ladder: Ladder = createLadder(lowest);
  const clock = createBudget();
  let budget: number | null = null;
  let since = 0;
  let follow = false;
  return {
    plan(frame, refine, seconds) {
      budget = clock.next(seconds);
      // a single frame, as after a seek, has all the time it needs
      const index = budget === null ? 0 : ladder.level;
      const { pixels, fine, stride, note } = LEVELS[index] ?? LEVELS[0];
      follow = budget !== null && since > 0 && since < stride;
      since = follow ? since + 1 : 1;
      return {
        labels: capped(frame, pixels),
        refine: refine && !fine ? withoutCostly(refine) : refine,
        hold: stride > 1,
        follow,
        quality: { level: index, note },
      };
    },
    took(milliseconds) {
      if (budget !== null) ladder.add({ total: milliseconds, budget, labelled: !follow });
    },
    reset() {
      since = 0;
    },
  };
}
