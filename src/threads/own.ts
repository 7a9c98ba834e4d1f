import type { Endpoint } from 'comlink';
import { parentPort } from 'node:worker_threads';
import { endpointOf } from './endpoint.ts';

/** In a thread: where whoever started it calls it. */
export function ownEndpoint(): Endpoint {
  return endpointOf(port());
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
