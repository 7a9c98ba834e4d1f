import { abortedError, throwIfAborted } from '../errors/errors.ts';

/** What the work comes to, or `aborted` as soon as the signal fires: the work itself ends when it ends. */
export async function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  work.catch(() => undefined);
  throwIfAborted(signal);
  const listening = new AbortController();
  try {
    const abortion = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(abortedError(signal)), { signal: listening.signal });
    });
    return await Promise.race([work, abortion]);
  } finally {
    listening.abort();
  }
}
