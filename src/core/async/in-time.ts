/** Milliseconds. */
export interface Patience {
  /** What has not come about by then fails. */
  readonly patience: number;
  /** Between two attempts. */
  readonly pause: number;
}

/**
 * Repeats what cannot be done yet, and of which nothing says when it can. The first attempt is made at once, before this returns.
 * @param attempt throws as long as it cannot be done
 * @param isEarly whether that is why it threw
 * @throws whatever else `attempt` throws, and its last error when the time is up
 */
export async function inTime<T>(
  attempt: () => T | Promise<T>,
  isEarly: (error: unknown) => boolean,
  { patience, pause }: Patience,
): Promise<T> {
  for (const until = performance.now() + patience; ;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isEarly(error) || performance.now() > until) throw error;
    }
    await new Promise<void>((resolve) => setTimeout(resolve, pause));
  }
}
