import type { OfflineRequest } from '../../../protocol/offline/messages.ts';

/** Milliseconds within which a worker that is installed becomes the active one where nothing comes in between. */
const PARKED_AFTER = 2000;

const watched = new WeakSet<ServiceWorkerRegistration>();

/**
 * Has new service workers take over that were left waiting: Chromium gives up on one, though it has called `skipWaiting`, when a
 * request reaches the old worker in that very moment.
 */
export function wakeParked(registration: ServiceWorkerRegistration): void {
  if (watched.has(registration)) return;
  watched.add(registration);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed') setTimeout(wake, PARKED_AFTER);
    });
  });
  wake();

  function wake(): void {
    const { waiting } = registration;
    if (!waiting) return;
    waiting.postMessage({ type: 'activate' } satisfies OfflineRequest, []);
    setTimeout(wake, PARKED_AFTER);
  }
}
