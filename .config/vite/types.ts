import { cp, readdir, writeFile } from 'node:fs/promises';
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
      await cp(join(root, '.types/src'), join(dir, 'lib/types/src'), {
        recursive: true,
        filter: (path) => path !== command && (!/\.(\w+\.)?\w+$/.test(path) || path.endsWith('.d.ts')),
      });
      // what stages declare of their options, and tasks of their manifests, is part of the library's own declarations
      for (const path of await readdir(join(root, '.types/workers'), { recursive: true })) {
        if (!/^(stages\/[^/]+\/options|tasks\/[^/]+\/manifest)\.d\.ts$/.test(path)) continue;
        await cp(join(root, '.types/workers', path), join(dir, 'lib/types/workers', path));
      }
      await writeFile(join(dir, 'lib/perpixel.d.ts'), "export * from './types/src/perpixel.ts';\n");
    },
  };
}
