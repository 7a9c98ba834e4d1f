import type { ItemReader } from './items.ts';

export interface InOrderOptions<T> {
  /** How many may be under way, or done and not yet taken. */
  readonly ahead: number;
  /** Ends it: nothing more is read, worked on or given. */
  readonly signal?: AbortSignal;
  /** Lets go of an item that came and is not worked on any more. */
  drop(item: T): void;
}

/**
 * Works on items as they come, several at once, and gives what became of each in their order; one that fails fails alone. No more are
 * read than results are taken.
 * @throws what the reader throws, behind the results of what came before
 */
export async function* inOrder<T, R>(
  reader: ItemReader<T>,
  work: (item: T) => Promise<R>,
  { ahead, signal, drop }: InOrderOptions<T>,
): AsyncGenerator<PromiseSettledResult<R>, void, undefined> {
  const underWay: Promise<PromiseSettledResult<R>>[] = [];
  let ended = signal?.aborted ?? false;
  /** The reader has nothing more. */
  let read = false;
  let failure: { readonly cause: unknown } | null = null;
  let changed = (): void => undefined;
  let reading: Promise<void> | null = null;

  async function readOn(): Promise<void> {
    try {
      while (!ended && underWay.length < ahead) {
        const { done, value } = await reader.next();
        if (done) read = ended = true;
        else if (ended) drop(value as T);
        else underWay.push(settled(work(value as T)));
        changed();
      }
    } catch (cause) {
      if (!ended) failure = { cause };
      read = ended = true;
    } finally {
      reading = null;
      changed();
    }
  }

  signal?.addEventListener('abort', () => {
    ended = true;
    changed();
  });

  try {
    for (;;) {
      if (!ended && underWay.length < ahead) reading ??= readOn();
      const next = signal?.aborted ? undefined : underWay[0];
      if (next) {
        const result = await next;
        void underWay.shift();
        // the next ones are read and worked on while this one is looked at
        if (!ended) reading ??= readOn();
        yield result;
      } else if (ended) break;
      else await new Promise<void>((resolve) => (changed = resolve));
    }
    if (failure) throw (failure as { readonly cause: unknown }).cause;
  } finally {
    ended = true;
    // not waited for: one that waits for its next item may wait for ever
    if (!read) reader.end().catch(() => undefined);
  }
}

async function settled<R>(work: Promise<R>): Promise<PromiseSettledResult<R>> {
  const [result] = await Promise.allSettled([work]);
  return result;
}
