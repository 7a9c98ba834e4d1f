import { can } from '../../src/platform/capabilities.ts';

/** Takes the lock that says that this worker lives, for good. Resolves once it is held; an empty name takes none. */
export function holdLock(name: string): Promise<void> {
  if (!name || !can('locks')) return Promise.resolve();
  return new Promise((resolve) => {
    void navigator.locks.request(name, () => {
      resolve();
      return new Promise(() => undefined);
    });
  });
}
