import type { Beside } from './beside.ts';

/** A thread for the model that is started when a stream first wants it. */
export interface BesideOnDemand extends Beside {
  /** It can be had: nothing went wrong with it yet. */
  readonly available: boolean;
  /** Starts it, where it is not. @returns whether it is ready */
  start(): boolean;
}

/** @param open starts the thread, and opens the model there */
export function createBesideOnDemand(open: () => Promise<Beside>): BesideOnDemand {
  let beside: Beside | null = null;
  let opening: Promise<void> | null = null;
  let failed = false;
  let closed = false;
  return {
    get available() {
      return !failed && !closed;
    },
    start() {
      if (!failed && !closed) opening ??= begin();
      return beside !== null;
    },
    async infer(pixels, heads) {
      if (!beside) return null;
      try {
        return await beside.infer(pixels, heads);
      } catch {
        // the stream goes on without it
        failed = true;
        return null;
      }
    },
    crash: () => beside?.crash(),
    close() {
      closed = true;
      beside?.close();
      beside = null;
    },
  };

  async function begin(): Promise<void> {
    try {
      const opened = await open();
      if (closed) opened.close();
      else beside = opened;
    } catch {
      failed = true;
    }
  }
}
