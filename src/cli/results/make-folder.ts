import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unwritable } from './write-whole.ts';

/**
 * Makes a folder and those above it, one by one: Node's own way of making several tries for ever where a file system has no room for any, as
 * that of the system's processes.
 * @throws CommandError
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await make(path);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

async function make(path: string): Promise<void> {
  const about = await stat(path).catch(() => null);
  if (about?.isDirectory()) return;
  const above = dirname(path);
  if (above !== path) await make(above);
  await mkdir(path).catch(async (cause: unknown) => {
    // another process may have made it meanwhile
    const made = await stat(path).catch(() => null);
    if (!made?.isDirectory()) throw cause;
  });
}
