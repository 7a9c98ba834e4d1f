import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from './hash.ts';

/** Hashes of everything that went into a build and of everything that came out, by path. */
export interface Stamp {
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Hashes each file; a folder stands for the TypeScript files in it. A file that is missing hashes to "missing". */
export async function hashFiles(paths: readonly string[]): Promise<Record<string, string>> {
  const files = (await Promise.all(paths.map(expand))).flat().sort();
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, await hashFile(file)] as const)));
}

/** Undefined where there is none or it cannot be read: both mean that a build is due. */
export async function readStamp(path: string): Promise<Stamp | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Stamp;
  } catch {
    return undefined;
  }
}

export function sameHashes(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

async function expand(path: string): Promise<string[]> {
  if (/\.\w+$/.test(path)) return [path];
  const names = await readdir(path, { recursive: true });
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(path, name));
}

async function hashFile(path: string): Promise<string> {
  return readFile(path).then(sha256, () => 'missing');
}
