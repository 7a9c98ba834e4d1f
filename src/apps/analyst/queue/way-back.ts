import type { JobSource, Missing } from '../job-source.ts';
import { openSample } from '../sample/sample.ts';
import { fileSource, sourceOf } from '../sources.ts';
import type { QueueEntry } from './kept-queue.ts';

/** Browsers whose handles outlive a page ask about them. TypeScript does not know that yet. */
type Permitted = FileSystemFileHandle & {
  queryPermission?(options: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(options: { mode: 'read' }): Promise<PermissionState>;
};

/** The video of an entry, or why it is not there. `copy` is what was kept of it, if it was. */
export async function wayBack(entry: QueueEntry, copy: () => Promise<File | null>): Promise<JobSource | Missing> {
  const { url, handle, sample } = entry;
  if (sample) return openSample().catch(() => 'gone' as const);
  if (url) return sourceOf(url);
  if (handle) return throughHandle(handle, 'queryPermission');
  const file = await copy();
  return file ? fileSource(file) : 'choose';
}

/** Reads a file by its handle. `requestPermission` may ask the visitor, at a click. */
export async function throughHandle(
  handle: FileSystemFileHandle,
  how: 'queryPermission' | 'requestPermission',
): Promise<JobSource | Missing> {
  const permission = (await (handle as Permitted)[how]?.({ mode: 'read' }).catch(() => 'prompt' as const)) ?? 'granted';
  if (permission !== 'granted') return how === 'queryPermission' ? 'permission' : 'choose';
  return handle.getFile().then(
    (file) => fileSource(file, handle),
    () => 'gone' as const,
  );
}

/** The video that was not there is this file. */
export function isOf({ name, size, modified }: QueueEntry, { blob }: JobSource): boolean {
  return blob instanceof File && blob.name === name && blob.size === size && blob.lastModified === modified;
}
