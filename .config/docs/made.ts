import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apiPage } from './api.ts';
import { keptFor } from './kept.ts';

/** Pages that are made of the code itself. */
const MADE: Readonly<Record<string, (root: string) => Promise<string>>> = {
  'reference/api.html': apiPage,
  'reference/element-all.html': elementPage,
  'reference/errors.html': errorsPage,
};

async function elementPage(root: string): Promise<string> {
  const makers = ['element.ts', '../elements/manifest.ts', '../elements/analyze.ts'].map((name) =>
    fileURLToPath(new URL(name, import.meta.url)),
  );
  const read = async (): Promise<string> => (await import('./element.ts')).elementPage(root);
  return keptFor(
    root,
    'element',
    [...['elements', 'apps/kiosk', 'core/view'].map((each) => join(root, 'src', each)), ...makers],
    read,
  );
}

async function errorsPage(root: string): Promise<string> {
  const maker = fileURLToPath(new URL('errors.ts', import.meta.url));
  const read = async (): Promise<string> => (await import('./errors.ts')).errorsPage(root);
  return keptFor(root, 'errors', [join(root, 'src'), join(root, 'workers'), maker], read);
}

/** The Markdown of such a page. */
export async function made(path: string, root: string): Promise<string> {
  const make = MADE[path];
  if (!make) throw new Error(`Nothing makes ${path}`);
  return make(root);
}
