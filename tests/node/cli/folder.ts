import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { sha256 } from '../../../src/cli/results/digest.ts';

/** Results are written through to the disk, which others may be busy with. */
export const PATIENCE = 60_000;

/** A folder of each test's own. */
export function ownFolder(): { readonly path: string } {
  const folder = { path: '' };
  beforeEach(async () => {
    folder.path = await mkdtemp(join(tmpdir(), 'perpixel-cli-'));
  }, PATIENCE);
  afterEach(() => rm(folder.path, { recursive: true, force: true }), PATIENCE);
  return folder;
}

/** Every file beneath a folder with the hash of its bytes. */
export async function hashed(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const pairs = files.sort().map(async (file) => [file.slice(folder.length + 1), sha256(await readFile(file))]);
  return Object.fromEntries(await Promise.all(pairs)) as Record<string, string>;
}
