import type { Progress } from '../../core/options/progress.ts';

/** What a worker that is ready is waited for. */
export const FIRST_FRAME: Progress = { phase: 'first-frame', loaded: 0, total: 0 };

const SLOW: Progress = { ...FIRST_FRAME, phase: 'slow-first-frame' };
/** A first frame that takes longer is a slow one, milliseconds. */
const SLOW_MS = 10_000;

/** What is waited for by now, of a worker that gets on. @param since when the frame began to be waited for */
export function gettingOn(progress: Progress | null, since: number): Progress | null {
  return progress === FIRST_FRAME && performance.now() - since > SLOW_MS ? SLOW : progress;
}
