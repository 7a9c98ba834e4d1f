import type { PerPixelElement } from '../../src/perpixel.ts';

interface Injectable extends PerPixelElement {
  injectFault?(kind: string): Promise<void>;
}

/**
 * In the page: lets faults happen, one after another, and waits until frames are labelled again.
 * @param apart milliseconds between them
 * @returns milliseconds from the last one on; null: not within a minute
 */
export async function recover({
  kinds,
  apart,
}: {
  readonly kinds: readonly string[];
  readonly apart: number;
}): Promise<number | null> {
  const viewer = document.querySelector<Injectable>('per-pixel');
  if (!viewer?.injectFault) throw new Error('The element has no injectFault.');
  // what only takes memory interrupts nothing
  let disturbed = kinds.every((kind) => kind === 'memory-pressure');
  const watch = setInterval(() => {
    disturbed ||= viewer.kioskState === 'recovering' || viewer.kioskState === 'failed';
  }, 5);
  let began = performance.now();
  try {
    for (const kind of kinds) {
      if (kind !== kinds[0] && apart > 0) await new Promise((resolve) => setTimeout(resolve, apart));
      began = performance.now();
      // while another one is being mended there may be nothing to break
      await viewer.injectFault(kind).catch((error: unknown) => {
        if (kind === kinds[0]) throw error;
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
