import { Worker } from 'node:worker_threads';
import type { Workplace } from '../link/workplace.ts';
import { endpointOf } from './endpoint.ts';

/** What a thread says besides its replies. */
interface Said<Aside> {
  readonly aside: Aside;
}

/** What is asked of a thread besides calls: that it ends itself, between two things that it does. */
export const END = { end: true } as const;

/** A thread that does not end itself is ended after so long, milliseconds. */
const PATIENCE_MS = 10_000;

/** Those that this thread has started and that have not ended. */
const living = new Map<Workplace, Promise<string>>();

/**
 * Starts one of our threads. It keeps the process alive only while a reply is waited for, so that a script ends by itself.
 * `terminate` lets it finish what it is doing: native code whose thread is taken away ends the process.
 * @param hears what the thread says in between, such as progress
 */
export function startThread<Aside>(
  script: URL,
  name: string,
  hears: (aside: Aside) => void = () => undefined,
): Workplace {
  // loaders and inspectors of the process are none of its
  const worker = new Worker(script, { name, execArgv: [] });
  worker.unref();
  let waiting = 0;
  let ending = false;
  const endpoint = endpointOf(worker, (data) => {
    if (isSaid<Aside>(data)) return hears(data.aside);
    waiting -= 1;
    if (waiting <= 0 && !ending) worker.unref();
  });
  let failure = '';
  const gone = new Promise<string>((resolve) => {
    worker.once('error', (error) => (failure = error instanceof Error ? error.message : String(error)));
    worker.once('exit', (code) => {
      living.delete(thread);
      resolve(failure || `it ended with ${code}`);
    });
  });
  const thread: Workplace = {
    ...endpoint,
    postMessage(message: unknown, transfer?: Transferable[]) {
      waiting += 1;
      worker.ref();
      endpoint.postMessage(message, transfer);
    },
    gone,
    terminate() {
      if (ending) return;
      ending = true;
      // the process waits until it has ended
      worker.ref();
      endpoint.postMessage(END, []);
      const timer = setTimeout(() => void worker.terminate(), PATIENCE_MS);
      void gone.then(() => clearTimeout(timer));
    },
  };
  living.set(thread, gone);
  return thread;
}

/** Ends all that this thread has started. */
export async function endThreads(): Promise<void> {
  while (living.size > 0) {
    for (const thread of living.keys()) thread.terminate();
    await Promise.all(living.values());
  }
}

function isSaid<Aside>(data: unknown): data is Said<Aside> {
  return typeof data === 'object' && data !== null && 'aside' in data;
}
