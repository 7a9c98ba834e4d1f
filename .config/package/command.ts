import { chmod } from 'node:fs/promises';
import { build, type Rolldown } from 'vite';
import { besideTheEntry } from './node-entry.ts';
import { definitions, packageBuild } from './settings.ts';
import { ROOT } from './places.ts';
import { packagesIn } from './third-parties.ts';

/** What only some commands need, and whoever needs it installs: they say so. */
const INSTALLED = ['@duckdb/node-api', 'sharp'];

/**
 * The command, and beside it what each subcommand loads when it is called. But for what is large and of some platforms only, nothing is left to be installed.
 * @returns the packages whose code is in it
 */
export async function writeCommand(folder: string): Promise<Set<string>> {
  const built = (await build({
    ...packageBuild,
    define: definitions,
    plugins: [besideTheEntry()],
    ssr: { noExternal: true, external: INSTALLED },
    build: {
      ssr: `${ROOT}src/cli/perpixel.ts`,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        external: INSTALLED,
        output: {
          entryFileNames: 'perpixel.js',
          chunkFileNames: 'perpixel-[name]-[hash].js',
          banner: ({ isEntry }) => (isEntry ? '#!/usr/bin/env node' : ''),
        },
      },
    },
  })) as Rolldown.RolldownOutput;
  await chmod(`${folder}/perpixel.js`, 0o755);
  return packagesIn(built);
}
