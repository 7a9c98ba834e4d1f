import { can } from './capabilities.ts';

/** A Web Lock that a worker holds while it lives: it is free the moment the worker is gone, however it went. */

/** A name that nobody else has, on secure pages and on others. Empty where the browser has no such locks. */
export function lifeLock(kind: string): string {
  if (!can('locks')) return '';
  return `perpixel-${kind}-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
}

/** Resolves once it is held, so that nobody who asks for it later gets it before. An empty name takes none. */
export function holdLock(name: string): Promise<void> {
  if (!name || !can('locks')) return Promise.resolve();
  return new Promise((resolve) => {
    void navigator.locks.request(name, () => {
      resolve();
      return new Promise(() => undefined);
    });
  });
}

/** From when it resolves on, calls back when the worker that holds it is gone; never where none holds it. */
export async function watchLock(name: string, onGone: () => void): Promise<void> {
  if (!name) return;
  const { held = [] } = await navigator.locks.query();
  if (held.some((each) => each.name === name)) void navigator.locks.request(name, onGone);
}
