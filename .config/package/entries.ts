import { build, type Rolldown } from 'vite';
import { assetUrls, workerPlaces } from './asset-urls.ts';
import { modelTable, type PackedModel } from './models.ts';
import { ROOT } from './places.ts';
import { packagesIn } from './third-parties.ts';
import { onServers } from './on-servers.ts';
import { definitions, packageBuild, resolve } from './settings.ts';

/** What a page imports, by the path behind the package's name. Nothing is left to be installed beside it. */
export const ENTRIES = {
  index: 'src/index.ts',
  elements: 'src/elements.ts',
  video: 'src/video.ts',
  react: 'src/react.ts',
} as const;

export interface WrittenEntries {
  /** Files whose import has an effect of its own, as that of registering an element. */
  readonly sideEffects: readonly string[];
  /** Whose code is in them. */
  readonly packages: ReadonlySet<string>;
}

/** Writes the entries and what they share. */
export async function writeEntries(models: readonly PackedModel[], outDir: string): Promise<WrittenEntries> {
  const built = (await build({
    ...packageBuild,
    resolve,
    define: definitions,
    plugins: [workerPlaces(ROOT, true), modelTable(models), onServers(ROOT), assetUrls()],
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2023',
      // whoever bundles it minifies it, and sees what it is until then
      minify: false,
      reportCompressedSize: false,
      lib: {
        entry: Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, ROOT + path])),
        formats: ['es'],
      },
      rolldownOptions: {
        external: ['react'],
        output: {
          // React's server must not run it
          banner: ({ name }) => (name === 'react' ? '"use client";' : ''),
          entryFileNames: '[name].js',
          chunkFileNames: 'chunk-[name]-[hash].js',
        },
      },
    },
  })) as Rolldown.RolldownOutput[];
  const chunks = built.flatMap(({ output }) => output).filter((each) => each.type === 'chunk');
  const registering = new Set(
    chunks.filter((chunk) => chunk.moduleIds.some(registers)).map(({ fileName }) => fileName),
  );
  // an entry that says no more than what it imports counts too: bundlers leave out an import of what has no effect
  const effective = chunks.filter(
    ({ fileName, isEntry, imports }) =>
      registering.has(fileName) || (isEntry && imports.some((each) => registering.has(each))),
  );
  return {
    sideEffects: effective.map(({ fileName }) => `./lib/${fileName}`),
    packages: packagesIn(built),
  };
}

function registers(module: string): boolean {
  return /\/src\/(?:elements|apps)\b/.test(module);
}
