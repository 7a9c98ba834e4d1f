/** Milliseconds after which a page is taken to stay: then it pays to fetch other libraries and to see whether they are faster. */
const STAYS_AFTER = 20_000;

/** Resolves once the page has stayed for a while. @throws what the signal was aborted with */
export function onceItStays(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(resolve, STAYS_AFTER);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
}

/** Whether the visitor asks pages to fetch no more than they need. */
export function savesData(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}
