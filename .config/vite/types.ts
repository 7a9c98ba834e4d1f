import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Puts the declarations that `tsc -b` wrote beside the library: vite empties dist, so they are kept elsewhere. */
export function types(root: string): Plugin {
  return {
    name: 'perpixel:types',
    apply: 'build',
    async writeBundle({ dir }) {
      if (!dir?.endsWith('dist')) return;
      const command = join(root, '.types/src/cli');
      await cp(join(root, '.types/src'), join(dir, 'lib/types'), {
        recursive: true,
        filter: (path) => path !== command && (!/\.(\w+\.)?\w+$/.test(path) || path.endsWith('.d.ts')),
      });
      await writeFile(join(dir, 'lib/perpixel.d.ts'), "export * from './types/perpixel.ts';\n");
    },
  };
}
