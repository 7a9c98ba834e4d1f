import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeThreads } from '../../.config/package/threads.ts';
import { ROOT } from '../../.config/package/places.ts';

const FOLDER = `${ROOT}.types/node/`;
const STAMP = `${FOLDER}.stamp`;
/** What the scripts of Node's threads are made of. */
const MADE_OF = ['workers', 'src/core', 'src/platform', 'src/protocol', 'src/link', 'src/threads', '.config/package'];

/** Builds the scripts of Node's threads where anything that they are made of has changed. */
export async function setup(): Promise<void> {
  const stamp = await stampOf();
  if (existsSync(STAMP) && (await readFile(STAMP, 'utf8')) === stamp) return;
  await writeThreads(FOLDER);
  await writeFile(STAMP, stamp);
}

async function stampOf(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of MADE_OF) {
    const names = (await readdir(join(ROOT, folder), { recursive: true }))
      .filter((name) => name.endsWith('.ts'))
      .sort();
    for (const name of names) {
      const { mtimeMs, size } = await stat(join(ROOT, folder, name));
      hash.update(`${folder}/${name} ${mtimeMs} ${size}\n`);
    }
  }
  return hash.update(await readFile(join(ROOT, 'package-lock.json'))).digest('hex');
}
