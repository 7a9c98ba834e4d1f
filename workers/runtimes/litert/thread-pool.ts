/** So many models that are open beside one another have all the threads that were asked for. */
const MODELS = 2;

/** The threads that a build of LiteRT has started: a model that wants one more waits for it for ever. */
export interface ThreadPool {
  /**
   * Starts the library, which makes as many threads as the machine has cores, whatever they are wanted for: it is told of
   * another machine.
   */
  whileStarting<Value>(start: () => Promise<Value>): Promise<Value>;
  /** Threads for one more model, the caller's own among them. */
  take(): number;
  /** Gives back what was taken. */
  giveBack(threads: number): void;
}

/** @param threads of each model, the caller's own among them */
export function createThreadPool(threads: number): ThreadPool {
  let left = (threads - 1) * MODELS;
  return {
    async whileStarting(start) {
      const coming = withCores(left, start);
      return coming;
    },
    take() {
      const more = Math.min(threads - 1, left);
      left -= more;
      return 1 + more;
    },
    giveBack(taken) {
      left += taken - 1;
    },
  };
}

/** It reads how many there are before it waits for anything. */
function withCores<Value>(cores: number, task: () => Value): Value {
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: cores, configurable: true });
  try {
    return task();
  } finally {
    // what stands on the prototype counts again
    Reflect.deleteProperty(navigator, 'hardwareConcurrency');
  }
}
