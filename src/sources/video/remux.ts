import { WorkerLink } from '../../link/worker-link.ts';
import { Worker } from '../../platform/start-worker.ts';

type Remux = (from: Blob | string) => Promise<Blob | null>;

/** The pictures of a transport stream, in an MP4; null: that cannot be done. */
export async function remux(file: Blob | string, signal: AbortSignal | undefined): Promise<Blob | null> {
  const worker = new Worker(new URL('../../../workers/entries/remux.worker.ts', import.meta.url), {
    type: 'module',
    name: 'perpixel remux',
  });
  const link = new WorkerLink<Remux, Error>(worker, { kind: 'remux', crashed: (why) => new Error(why) });
  const made = await link.run((api) => api(file), { signal }).catch(() => null);
  link.end(new Error('it is done'));
  return made;
}
