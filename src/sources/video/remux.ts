import { releaseProxy, wrap } from 'comlink';
import { Worker } from '../../platform/start-worker.ts';

/** The pictures of a transport stream, in an MP4; null: that cannot be done. */
export async function remux(file: Blob | string, signal: AbortSignal | undefined): Promise<Blob | null> {
  const worker = new Worker(new URL('../../../workers/entries/remux.worker.ts', import.meta.url), {
    type: 'module',
    name: 'perpixel remux',
  });
  const remuxing = wrap<(from: Blob | string) => Promise<Blob | null>>(worker);
  const failed = new Promise<null>((resolve) => {
    worker.addEventListener('error', () => resolve(null));
    signal?.addEventListener('abort', () => resolve(null));
  });
  try {
    return await Promise.race([remuxing(file).catch(() => null), failed]);
  } finally {
    remuxing[releaseProxy]();
    worker.terminate();
  }
}
