/** Something changed: wakes all who wait. Whoever waits looks again itself. */
export class Signal {
  #waiting: (() => void)[] = [];

  readonly notify = (): void => {
    for (const resolve of this.#waiting.splice(0)) resolve();
  };

  /** @param timeout milliseconds; waits for ever without */
  wait(timeout?: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (timeout !== undefined) setTimeout(resolve, timeout);
    });
  }
}
