/** It is looked so often, milliseconds. */
const TICK_MS = 5000;
/** So many looks in a row that see the same task, with no sign that it gets on, are the end of it: as long as a page waits for a reply. */
const MOST = 9;

/** Watches over a worker's tasks, one at a time. */
export interface Watchdog {
  watch<T>(task: () => Promise<T>): Promise<T>;
  /** What is watched gets on. */
  feed(): void;
  /** Twice is harmless. */
  close(): void;
}

/**
 * Notices a task that waits for ever for a graphics device, though the worker itself lives: a page that has handed a camera over hears of
 * nothing then. Looks are counted and no clock is read, since a machine that sleeps gets on with nothing.
 */
export function createWatchdog(expired: () => void): Watchdog {
  /** Of the task; null: there is none. */
  let looks: number | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;
  const look = (): void => {
    if (looks === null) return;
    looks += 1;
    if (looks < MOST) return;
    looks = null;
    expired();
  };
  return {
    async watch(task) {
      timer ??= setInterval(look, TICK_MS);
      looks = 0;
      try {
        return await task();
      } finally {
        looks = null;
      }
    },
    feed() {
      if (looks !== null) looks = 0;
    },
    close: () => clearInterval(timer),
  };
}
