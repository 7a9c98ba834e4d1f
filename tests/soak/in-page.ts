import type { PerPixelElement } from '../../src/perpixel.ts';

interface Injectable extends PerPixelElement {
  injectFault?(kind: string): Promise<void>;
}

declare global {
  /** Labelled by the first picture since the page was opened, by whichever worker. */
  var framesSeen: number | undefined;
}

/** For `addInitScript`: counts frames across workers, which count for themselves. */
export const COUNT_FRAMES = `
  globalThis.framesSeen = 0;
  addEventListener('perpixel-frame', ({ target }) => {
    if (target === document.querySelector('per-pixel')) framesSeen += 1;
  });
`;

export interface Faults {
  /** One after another; none: whatever comes from outside. */
  readonly kinds: readonly string[];
  /** Milliseconds between them. */
  readonly apart: number;
}

/**
 * In the page: lets faults happen and waits until frames are labelled again.
 * @returns milliseconds from the last one on; null: not within a minute
 */
export async function recover({ kinds, apart }: Faults): Promise<number | null> {
  const viewer = document.querySelector<Injectable>('per-pixel');
  if (!viewer?.injectFault) throw new Error('The element has no injectFault.');
  // what only takes memory interrupts nothing
  let disturbed = kinds.length > 0 && kinds.every((kind) => kind === 'memory-pressure');
  let began = performance.now();
  const watch = setInterval(() => {
    if (disturbed || (viewer.kioskState !== 'recovering' && viewer.kioskState !== 'failed')) return;
    disturbed = true;
    if (kinds.length === 0) began = performance.now();
  }, 5);
  try {
    for (const [index, kind] of kinds.entries()) {
      if (index > 0 && apart > 0) await new Promise((resolve) => setTimeout(resolve, apart));
      began = performance.now();
      // while another one is being mended there may be nothing to break
      await viewer.injectFault(kind).catch((error: unknown) => {
        if (index === 0) throw error;
      });
      disturbed ||= viewer.kioskState === 'recovering';
    }
    return await new Promise((resolve) => {
      const limit = setTimeout(() => finish(null), 60_000);
      const onFrame = (): void => {
        if (disturbed && ['live', 'attract', 'degraded'].includes(viewer.kioskState ?? '')) {
          finish(performance.now() - began);
        }
      };
      const finish = (took: number | null): void => {
        clearTimeout(limit);
        viewer.removeEventListener('perpixel-frame', onFrame);
        resolve(took);
      };
      viewer.addEventListener('perpixel-frame', onFrame);
    });
  } finally {
    clearInterval(watch);
  }
}

export interface LogSize {
  /** Lines of the stored health log. */
  readonly lines: number;
  /** Bytes of them as JSON. */
  readonly bytes: number;
}

/** In the page: how large the stored log is. */
export async function logSize(): Promise<LogSize> {
  const answer = <Value>(request: IDBRequest<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('no storage')));
    });
  const db = await answer(indexedDB.open('perpixel-health'));
  const names = [...db.objectStoreNames];
  if (names.length === 0) return { lines: 0, bytes: 0 };
  const transaction = db.transaction(names);
  const entries = await Promise.all(names.map((name) => answer(transaction.objectStore(name).getAll())));
  db.close();
  const lines = entries.flat();
  return { lines: lines.length, bytes: JSON.stringify(lines).length };
}
