import { SerialQueue } from '../../../src/core/async/serial-queue.ts';

/**
 * What sessions of this worker do, one thing at a time: they share the runtime's stack, and each puts it back to where it was
 * when it began.
 */
export const turns = new SerialQueue();

let pass: (() => void) | null = null;

/** Keeps the first turn for whoever opens the session that the runtime's memory holds. */
export function keepFirstTurn(): void {
  const passed = new Promise<void>((resolve) => {
    pass = resolve;
  });
  void turns.run(() => passed);
}

/** The turn that was kept. */
export async function firstTurn<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } finally {
    pass?.();
  }
}
