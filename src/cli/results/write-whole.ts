import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { CommandError } from '../terminal/command-error.ts';

/**
 * Writes a file under a temporary name beside it, and moves it there when it is whole and on the disk: whoever reads the folder never sees
 * half of one.
 * @throws CommandError where there is no room, or nothing may be written
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = temporaryOf(path);
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {});
    throw unwritable(path, cause);
  }
}

/** A name that nobody else takes: processes of other machines, and containers of one name, have the same folder. */
export function temporaryOf(path: string): string {
  return `${path}.${randomUUID()}.tmp`;
}

/** What keeps a file from being written, in words. */
export function unwritable(path: string, cause: unknown): CommandError {
  const { code = '', message = String(cause) } = Object(cause) as { code?: string; message?: string };
  const [why, remedy] = WORDS[code] ?? [message, 'See that the folder can be written to.'];
  return new CommandError(`${JSON.stringify(path)} cannot be written: ${why}.`, remedy, undefined, { cause });
}

const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  ENOSPC: ['there is no space left', 'Make room and run the same command again: what is finished is kept.'],
  EDQUOT: ['your quota is used up', 'Make room and run the same command again: what is finished is kept.'],
  EACCES: ['that is not allowed', 'Choose another folder with --out, or change its permissions.'],
  EPERM: ['that is not allowed', 'Choose another folder with --out, or change its permissions.'],
  EROFS: ['the disk is read-only', 'Choose another folder with --out.'],
  ENOTDIR: ['there is a file where the folder should be', 'Choose another folder with --out.'],
  EEXIST: ['there is a file where the folder should be', 'Choose another folder with --out.'],
};
