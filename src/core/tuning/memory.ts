/** What a tab holds beside one model at work, by the memory of its machine. */
export interface MemoryPlan {
  /** Sessions that label the frames of a video beside one another, at most. */
  readonly sessions: number;
  /** A second worker with its model open that waits until the first one fails. */
  readonly standby: boolean;
  /** Other ways of running the model may be measured, each in a worker of its own, while the first labels. */
  readonly tuner: boolean;
}

/** More sessions mostly cost memory, whatever there is of it. */
export const MOST_AT_ONCE = 4;

/**
 * A model at work takes 100 to 400 MB, and a tab gets a third of the machine's memory at best before a phone ends it.
 * @param gigabytes of the machine
 */
export function memoryPlan(gigabytes: number): MemoryPlan {
  if (gigabytes < 2) return { sessions: 1, standby: false, tuner: false };
  if (gigabytes < 4) return { sessions: 2, standby: false, tuner: true };
  return { sessions: MOST_AT_ONCE, standby: true, tuner: true };
}
