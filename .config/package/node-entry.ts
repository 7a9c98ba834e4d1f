import { build, type Plugin, type Rolldown } from 'vite';
import { ROOT } from './places.ts';
import { definitions, packageBuild, resolve } from './settings.ts';
import { packagesIn } from './third-parties.ts';
import { NODE_PEERS, writeThreads } from './threads.ts';

/** What a program in Node imports, by the path behind the package's name. */
export const NODE_ENTRIES = { node: 'src/node.ts' } as const;

/**
 * The entry for Node and, beside it, its threads' scripts. Nothing but the peers is left to be installed.
 * @param lib ends with a slash
 * @returns the packages whose code is in it
 */
export async function writeNodeEntry(lib: string): Promise<Set<string>> {
  const packages = await writeThreads(`${lib}node/`);
  const built = (await build({
    ...packageBuild,
    define: definitions,
    resolve,
    ssr: { noExternal: true, external: NODE_PEERS, resolve },
    build: {
      ssr: `${ROOT}${NODE_ENTRIES.node}`,
      outDir: lib,
      emptyOutDir: false,
      target: 'node20',
      minify: true,
      reportCompressedSize: false,
      rolldownOptions: { external: NODE_PEERS, output: { entryFileNames: 'node.js', codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput;
  return new Set([...packages, ...packagesIn(built)]);
}

/** The command takes the entry for Node from where a program would, beside its threads' scripts. */
export function besideTheEntry(): Plugin {
  return {
    name: 'perpixel:beside-the-entry',
    enforce: 'pre',
    resolveId: (id) => (/(^|\/)\.\.\/node\.ts$/.test(id) ? { id: '../lib/node.js', external: true } : null),
  };
}
