import { join } from 'node:path';
import { build } from 'vite';
import type { Assets } from './template.ts';

/** Bundles the pages' script and style, which are the same for all. */
export async function assets(root: string, out: string): Promise<Assets> {
  const result = await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: out,
      emptyOutDir: false,
      target: 'es2023',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: join(root, 'src/apps/docs/main.ts'),
        output: { entryFileNames: 'assets/[name]-[hash].js', assetFileNames: 'assets/[name]-[hash][extname]' },
      },
    },
  });
  const [first] = [result].flat();
  const names = first && 'output' in first ? first.output.map(({ fileName }) => fileName) : [];
  const named = (end: string): string => names.find((name) => name.endsWith(end)) ?? '';
  return { script: named('.js'), style: named('.css') };
}
