import { releaseProxy, wrap, type Remote } from 'comlink';
import { PerPixelError, unwrap, type Reply } from '../../src/core/errors/errors.ts';
import { lifeLock, watchLock } from '../../src/platform/life-lock.ts';
import { whyStopped } from '../../src/platform/start-worker.ts';

/** A worker of the analysis worker. One that died stays dead: start another. */
export interface OwnedWorker<Api> {
  readonly api: Remote<Api>;
  /** Name of the Web Lock that the worker has to hold while it lives; empty: none. */
  readonly lock: string;
  /** @throws PerPixelError `worker-crashed`, and what the worker replies */
  call<T>(start: () => Promise<Reply<T>>): Promise<T>;
  /** Call it when the worker holds its lock: from then on its death is noticed, whatever it dies of. */
  watch(): Promise<void>;
  /** Ends the worker, as a crash would. Twice is harmless. */
  close(): void;
}

export function ownWorker<Api>(worker: Worker): OwnedWorker<Api> {
  const api = wrap<Api>(worker);
  const lock = lifeLock('labelling');
  let fail: (error: PerPixelError) => void = () => undefined;
  const death = new Promise<never>((_, reject) => (fail = reject));
  death.catch(() => undefined);
  let open = false;
  let ended = false;

  function end(why: string): void {
    if (ended) return;
    ended = true;
    fail(new PerPixelError('worker-crashed', `A labelling worker stopped (${why}).`, 'Start the analysis again.'));
    worker.terminate();
    api[releaseProxy]();
  }

  worker.addEventListener('error', (event) => {
    if (!open) end(whyStopped(event));
  });
  return {
    api,
    lock,
    async call(start) {
      if (ended) return death;
      return unwrap(await Promise.race([start(), death]));
    },
    async watch() {
      open = true;
      await watchLock(lock, () => end('the browser ended it'));
    },
    close: () => end('it was closed'),
  };
}
