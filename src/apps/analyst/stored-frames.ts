import { countRecords, LOG_FOLDER } from '../../core/labels/label-log.ts';
import { can } from '../../platform/capabilities.ts';

/** Bytes: to read more than this only to count would take longer than anybody looks at a list. */
const MOST = 256 * 2 ** 20;

/** How many frames' labels are kept under a key; null where that cannot be told. */
export async function storedFrames(key: string): Promise<number | null> {
  if (!can('privateFiles')) return null;
  try {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(LOG_FOLDER);
    const file = await (await folder.getFileHandle(key)).getFile();
    return file.size > MOST ? null : await countRecords(file);
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotFoundError' ? 0 : null;
  }
}
