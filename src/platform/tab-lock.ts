import { can } from './capabilities.ts';

/** Lets a lock go; twice is harmless. */
export type Release = () => void;

/*
 * Something that one tab at a time may do. The lock is free when that tab is gone, however it went. Where the browser has no
 * such locks everybody has it.
 */

/** Once nobody else has it. @throws DOMException `AbortError` when the signal takes the request back */
export async function whenAlone(name: string, signal: AbortSignal): Promise<Release> {
  if (!can('locks')) return () => undefined;
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, { signal }, () => new Promise<void>((release) => resolve(release)))
      .catch((error: unknown) => reject(error as Error));
  });
}

/** null: another tab has it. */
export async function tryAlone(name: string): Promise<Release | null> {
  if (!can('locks')) return () => undefined;
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (lock) return new Promise<void>((release) => resolve(release));
        resolve(null);
        return undefined;
      })
      .catch((error: unknown) => reject(error as Error));
  });
}
