import { Worker } from 'node:worker_threads';
import type { Workplace } from '../link/workplace.ts';
import { endpointOf } from './endpoint.ts';

/** What a thread says besides its replies. */
interface Said<Aside> {
  readonly aside: Aside;
}

/**
 * Starts one of our threads. It keeps the process alive only while a reply is waited for, so that a script ends by itself.
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
  const endpoint = endpointOf(worker, (data) => {
    if (isSaid<Aside>(data)) return hears(data.aside);
    waiting -= 1;
    if (waiting <= 0) worker.unref();
  });
  let failure = '';
  const gone = new Promise<string>((resolve) => {
    worker.once('error', (error) => (failure = error instanceof Error ? error.message : String(error)));
    worker.once('exit', (code) => resolve(failure || `it ended with ${code}`));
  });
  return {
    ...endpoint,
    postMessage(message: unknown, transfer?: Transferable[]) {
      waiting += 1;
      worker.ref();
      endpoint.postMessage(message, transfer);
    },
    gone,
    terminate: () => void worker.terminate(),
  };
}

function isSaid<Aside>(data: unknown): data is Said<Aside> {
  return typeof data === 'object' && data !== null && 'aside' in data;
}
