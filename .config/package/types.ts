import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { ROOT } from './places.ts';

const IMPORT = /((?:from|import)\s*\(?\s*['"])(\.[^'"]+)\.ts(['"])/g;

/** What is bundled with a type of its own in our declarations comes with its declarations. */
const BUNDLED = { '@lit/react': 'node_modules/@lit/react/create-component.d.ts' } as const;

/** Copies the declarations that `tsc -b` wrote: those of the entries, and what they name. @param lib ends with a slash */
export async function writeTypes(entries: Readonly<Record<string, string>>, lib: string): Promise<void> {
  const from = join(ROOT, '.types');
  const seen = new Set<string>();
  for (const [name, path] of Object.entries(entries)) {
    const declarations = join(from, path.replace(/\.ts$/, '.d.ts'));
    await copy(declarations);
    const inside = relative(from, declarations).replace(/\.d\.ts$/, '.js');
    await writeFile(`${lib}${name}.d.ts`, `export * from './types/${inside}';\n`);
  }

  async function copy(file: string): Promise<void> {
    if (seen.has(file)) return;
    seen.add(file);
    if (!existsSync(file)) throw new Error(`${file} is missing: run “npx tsc -b” before`);
    const text = await readFile(file, 'utf8');
    for (const [, , path] of text.matchAll(IMPORT)) await copy(resolve(dirname(file), `${path}.d.ts`));
    const to = join(lib, 'types', relative(from, file));
    await mkdir(dirname(to), { recursive: true });
    await writeFile(to, await withBundled(text.replace(IMPORT, '$1$2.js$3'), dirname(to), join(lib, 'types')));
  }
}

/** Paths of ours end as node16 wants them by now. */
async function withBundled(text: string, folder: string, types: string): Promise<string> {
  let changed = text;
  for (const [name, path] of Object.entries(BUNDLED)) {
    if (!text.includes(`'${name}'`)) continue;
    const file = name.replace(/\W+/g, '-').replace(/^-/, '');
    await copyFile(join(ROOT, path), join(types, `${file}.d.ts`));
    changed = changed.replaceAll(`'${name}'`, `'./${relative(folder, join(types, file))}.js'`);
  }
  return changed;
}
