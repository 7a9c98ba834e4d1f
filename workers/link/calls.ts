/** Calls under way that their caller may give up, by the numbers that it gave them. */
export class Calls {
  readonly #open = new Map<number, AbortController>();

  /** @param task gets a signal that fires where nobody waits for it any more */
  async run<T>(call: number, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#open.set(call, controller);
    try {
      return await task(controller.signal);
    } finally {
      this.#open.delete(call);
    }
  }

  /** One that has ended is not known any more. */
  giveUp(call: number): void {
    this.#open.get(call)?.abort();
  }
}
