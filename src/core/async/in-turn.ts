/**
 * Starts so many, each once the one before it is under way or has ended, and waits for all.
 * @param start calls back when it is under way
 */
export async function inTurn<T>(
  count: number,
  start: (underWay: () => void) => Promise<T>,
): Promise<PromiseSettledResult<T>[]> {
  const started: Promise<T>[] = [];
  for (let each = 0; each < count; each += 1) {
    await new Promise<void>((next) => {
      const one = start(next);
      started.push(one);
      one.then(
        () => next(),
        () => next(),
      );
    });
  }
  return Promise.allSettled(started);
}
