import { can } from '../../src/platform/capabilities.ts';

/** Of those who share this worker each names the same one. */
const locks = new Map<string, Promise<void>>();

/** Takes the lock that says that this worker lives, for good. Resolves once it is held; an empty name takes none. */
export function holdLock(name: string): Promise<void> {
  if (!name || !can('locks')) return Promise.resolve();
  const held = locks.get(name) ?? request(name);
  locks.set(name, held);
  return held;
}

function request(name: string): Promise<void> {
  return new Promise((resolve) => {
    void navigator.locks.request(name, () => {
      resolve();
      return new Promise(() => undefined);
    });
  });
}
