import { chmod } from 'node:fs/promises';
import { build, type Rolldown } from 'vite';
import { definitions, packageBuild } from './settings.ts';
import { ROOT } from './places.ts';
import { packagesIn } from './third-parties.ts';

/**
 * The command, in one file: nothing is left to be installed beside it.
 * @returns the packages whose code is in it
 */
export async function writeCommand(folder: string): Promise<Set<string>> {
  const built = (await build({
    ...packageBuild,
    define: definitions,
    ssr: { noExternal: true },
    build: {
      ssr: `${ROOT}src/cli/perpixel.ts`,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        output: { entryFileNames: 'perpixel.js', codeSplitting: false, banner: '#!/usr/bin/env node' },
      },
    },
  })) as Rolldown.RolldownOutput;
  await chmod(`${folder}/perpixel.js`, 0o755);
  return packagesIn(built);
}
