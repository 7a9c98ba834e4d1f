import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file that others only ever see whole: several npm scripts may build at once, and each writes the same bytes.
 */
export async function writeAtomically(path: string, content: Uint8Array | string): Promise<void> {
  // Hidden, so that nothing which copies the folder takes it along.
  const unfinished = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  try {
    await writeFile(unfinished, content);
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw cause;
  }
}
