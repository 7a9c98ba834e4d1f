/**
 * Takes a Web Lock for as long as this worker lives; it is free the moment the worker is gone, however it went. Resolves
 * once it is held, so that nobody who asks for it later gets it before. An empty name takes none.
 */
export function holdLock(name: string): Promise<void> {
  if (!name) return Promise.resolve();
  return new Promise((resolve) => {
    void navigator.locks.request(name, () => {
      resolve();
      return new Promise(() => undefined);
    });
  });
}
