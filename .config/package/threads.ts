import { build, type Rolldown } from 'vite';
import { kernels } from '../vite/kernels.ts';
import { ROOT } from './places.ts';
import { definitions, packageBuild } from './settings.ts';
import { packagesIn } from './third-parties.ts';

const NAMES = ['analysing', 'annotating', 'labelling', 'postprocess', 'segmenting'] as const;

/** Packages that whoever uses it in Node installs. */
export const NODE_PEERS = ['onnxruntime-node', '@mediabunny/server', 'node-av', 'sharp'];

/**
 * The scripts of Node's threads, beside one another.
 * @param outDir ends with a slash
 * @returns the packages whose code is in them
 */
export async function writeThreads(outDir: string): Promise<Set<string>> {
  const conditions = ['perpixel-threads', 'node', 'production'];
  const built = (await build({
    ...packageBuild,
    define: definitions,
    plugins: [kernels(ROOT)],
    resolve: { conditions },
    ssr: { noExternal: true, external: NODE_PEERS, resolve: { conditions } },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      // nobody bundles them
      minify: true,
      reportCompressedSize: false,
      rolldownOptions: {
        input: Object.fromEntries(NAMES.map((name) => [name, `${ROOT}workers/entries/${name}.node.ts`])),
        external: NODE_PEERS,
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })) as Rolldown.RolldownOutput;
  return packagesIn(built);
}
