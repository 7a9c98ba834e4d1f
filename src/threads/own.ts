import type { Endpoint } from 'comlink';
import { parentPort } from 'node:worker_threads';
import { endpointOf } from './endpoint.ts';
import { END, endThreads } from './thread.ts';

/** In a thread: where whoever started it calls it, and tells it to end. */
export function ownEndpoint(): Endpoint {
  const own = port();
  own.on('message', (data: unknown) => {
    if (typeof data !== 'object' || data === null || !('end' in data) || data.end !== END.end) return;
    // in a thread this ends the thread
    void endThreads().finally(() => process.exit(0));
  });
  return endpointOf(own);
}

/** In a thread: says something in between, to whoever started it. */
export function sayAside(aside: unknown): void {
  // a thread's port has no origins
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  port().postMessage({ aside });
}

function port(): NonNullable<typeof parentPort> {
  if (!parentPort) throw new Error('This is no thread.');
  return parentPort;
}
