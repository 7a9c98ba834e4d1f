import type { Trial } from './tuning.ts';

/** So many times as long as the fastest one: what came between one of two measurements may have decided which was first. */
const WITHIN_NOISE = 1.3;

/**
 * The trials that are too near the fastest one for a single measurement each to tell which is faster: they were timed one after another, and
 * what else a machine did meanwhile took its share of some. None where the fastest stands alone.
 */
export function undecided(trials: readonly Trial[]): Trial[] {
  const fastest = Math.min(...trials.map(timeOf));
  const near = trials.filter((trial) => timeOf(trial) <= fastest * WITHIN_NOISE);
  return near.length > 1 ? near : [];
}

/** One of two of the same candidate: the faster, since nothing makes a run shorter than it is; a rejection counts whenever it came. */
export function betterOf(trial: Trial, again: Trial): Trial {
  if (again.rejected !== null) return again;
  return timeOf(again) < timeOf(trial) ? again : trial;
}

function timeOf({ rejected, milliseconds }: Trial): number {
  return rejected === null && milliseconds !== null ? milliseconds : Infinity;
}
