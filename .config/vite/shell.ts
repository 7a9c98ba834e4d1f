import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const MARK = /^( *)<!-- shell\/(\w+)(?:: (.*))? -->$/gm;

/**
 * What the site's pages have in common, once: `<!-- shell/NAME: WORDS -->` in a page becomes
 * `src/apps/site/shell/NAME.html`, with the page's own words in place of `{{ words }}` and the way to the site's folder in place of `{{ base }}`.
 */
export function shell(root: string): Plugin {
  return {
    name: 'perpixel:shell',
    // before vite looks for styles and scripts
    transformIndexHtml: { order: 'pre', handler: (page) => shelled(page, root) },
  };
}

/** @param base from the page to the site's folder, ending in a slash */
export async function shelled(page: string, root: string, base = './'): Promise<string> {
  const folder = join(root, 'src/apps/site/shell');
  const parts = new Map<string, string>();
  for (const [, , name = ''] of page.matchAll(MARK))
    parts.set(name, await readFile(join(folder, `${name}.html`), 'utf8'));
  return page.replace(MARK, (_mark, indent: string, name: string, words = '') => {
    const lines = parts.get(name)!.trimEnd().split('\n');
    const filled = (line: string): string => line.replace('{{ words }}', () => words).replaceAll('{{ base }}', base);
    return lines.map((line) => indent + filled(line)).join('\n');
  });
}
