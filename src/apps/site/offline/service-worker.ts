import type { OfflineReplies, OfflineRequest } from '../../../protocol/offline/messages.ts';
import { wakeParked } from './parked-worker.ts';

/** Milliseconds: all that a request may wait for is a download. */
const PATIENCE = 10 * 60_000;

/**
 * The site's service worker, registered if it is not yet; null where there can be none: in development, on a page that is
 * not secure, where the visitor's browser forbids it.
 */
export async function serviceWorker(): Promise<ServiceWorkerRegistration | null> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator) || !isSecureContext) return null;
  try {
    const address = new URL('./sw.js', document.baseURI);
    wakeParked(await navigator.serviceWorker.register(address, { updateViaCache: 'none' }));
    return await navigator.serviceWorker.ready;
  } catch {
    // without it the page works as long as its server does
    return null;
  }
}

/** Sends a request to the service worker. Null where there is none, or none that replies. */
export async function send<R extends OfflineRequest>(
  worker: ServiceWorker | null,
  request: R,
): Promise<OfflineReplies[R['type']] | null> {
  if (!worker) return null;
  const { port1, port2 } = new MessageChannel();
  const reply = new Promise<OfflineReplies[R['type']] | null>((resolve) => {
    port1.addEventListener('message', ({ data }) => resolve(data as OfflineReplies[R['type']]));
    setTimeout(() => resolve(null), PATIENCE);
  });
  port1.start();
  worker.postMessage(request, [port2]);
  return reply.finally(() => port1.close());
}

/** The one that serves this page. */
export function controller(): ServiceWorker | null {
  return 'serviceWorker' in navigator ? navigator.serviceWorker.controller : null;
}
