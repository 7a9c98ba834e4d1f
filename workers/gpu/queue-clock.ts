import { emptyTimings, type Stage } from '../../src/core/metrics/metrics.ts';
import { workDone } from './hastened.ts';

/** Times a frame's stages where the device keeps no time: by when its queue has done each. */
export interface QueueClock {
  /** What was submitted since the last mark was this stage's. Resolves when it is done. */
  mark(stage: Stage): Promise<unknown>;
  /** Milliseconds of each stage, once all is done. */
  read(): Promise<Record<Stage, number>>;
}

interface Mark {
  readonly stage: Stage;
  readonly submitted: number;
  readonly done: Promise<number>;
}

/**
 * The browser reports stages that end soon after one another together, and may be some milliseconds late: a stage that is
 * to be timed apart from the next has to be waited for.
 */
export function createQueueClock(device: GPUDevice): QueueClock {
  const started = performance.now();
  const marks: Mark[] = [];
  return {
    mark(stage) {
      const done = workDone(device).then(() => performance.now());
      // whoever waits for the frame learns of a lost device
      done.catch(() => undefined);
      marks.push({ stage, submitted: performance.now(), done });
      return done;
    },
    async read() {
      const times = emptyTimings();
      let before = started;
      for (const [index, { stage, done }] of marks.entries()) {
        const end = await done;
        // a queue that was idle begins with what was recorded last
        const from = Math.max(before, marks[index - 1]?.submitted ?? started);
        times[stage] += Math.max(0, end - from);
        before = Math.max(before, end);
      }
      return times;
    },
  };
}
