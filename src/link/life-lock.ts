import { can } from '../platform/capabilities.ts';

/**
 * A name for the Web Lock that a worker holds while it lives, which is free the moment the worker is gone, however it went. Nobody
 * else has the name, on secure pages and on others. Empty where the browser has no such locks.
 */
export function lifeLock(kind: string): string {
  if (!can('locks')) return '';
  return `perpixel-${kind}-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
}

/** From when it resolves on, calls back when the worker that holds it is gone; never where none holds it. */
export async function watchLock(name: string, onGone: () => void): Promise<void> {
  if (!name) return;
  const { held = [] } = await navigator.locks.query();
  if (held.some((each) => each.name === name)) void navigator.locks.request(name, onGone);
}
