import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What takes seconds to make, kept until one of the files that it is made of changes. @param from files, and folders of TypeScript */
export async function keptFor(
  root: string,
  name: string,
  from: readonly string[],
  make: () => Promise<string>,
): Promise<string> {
  const folder = join(root, 'node_modules/.cache/perpixel-docs-parts');
  const file = join(folder, `${name}-${await hashOf(from)}.md`);
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return kept;
  const text = await make();
  await mkdir(folder, { recursive: true });
  await writeFile(file, text);
  return text;
}

async function hashOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    const files = (await stat(path)).isFile()
      ? [path]
      : (await readdir(path, { recursive: true }))
          .filter((each) => each.endsWith('.ts'))
          .map((each) => join(path, each));
    for (const file of files.sort()) hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}
