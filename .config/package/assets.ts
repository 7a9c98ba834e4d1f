import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { build, type Rolldown } from 'vite';
import { kernels } from '../vite/kernels.ts';
import { workerPlaces } from './asset-urls.ts';
import type { PackedModel } from './models.ts';
import { ORT, ORT_BUILDS, writeOrtScript } from './ort-script.ts';
import { ASSETS, BUILT_MODELS, ROOT } from './places.ts';
import { definitions, resolve } from './settings.ts';
import { packagesIn } from './third-parties.ts';

/**
 * Everything that is fetched by its address: each file stands alone.
 * @returns the packages whose code is in it
 */
export async function writeAssets(models: readonly PackedModel[]): Promise<Set<string>> {
  const entries = (await readdir(`${ROOT}workers/entries`)).filter((name) => name.endsWith('.worker.ts'));
  const packages = new Set(['onnxruntime-web']);
  for (const entry of entries) for (const name of await writeWorker(entry)) packages.add(name);
  for (const [variant, [, wasm]] of Object.entries(ORT_BUILDS)) {
    await writeOrtScript(variant as keyof typeof ORT_BUILDS);
    await copyFile(ORT + wasm, `${ASSETS}${variant === 'wasm' ? 'ort.wasm' : `ort.${variant}.wasm`}`);
  }
  await writeModels(
    models.filter(({ from }) => from === 'perpixel'),
    ASSETS,
  );
  return packages;
}

export async function writeModels(models: readonly PackedModel[], assets: string): Promise<void> {
  const folder = `${assets}models/`;
  await mkdir(folder, { recursive: true });
  for (const { id, manifest, files } of models) {
    for (const file of files) await copyFile(BUILT_MODELS + file, folder + file);
    await writeFile(`${folder}${id}.json`, JSON.stringify(manifest));
  }
}

/** A classic script without an import: nobody's tools have anything to change in it. */
async function writeWorker(entry: string): Promise<Set<string>> {
  const name = entry.replace(/\.ts$/, '.js');
  const built = (await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve,
    define: definitions,
    plugins: [kernels(ROOT), workerPlaces(ROOT, false)],
    build: {
      outDir: ASSETS,
      emptyOutDir: false,
      target: 'es2023',
      reportCompressedSize: false,
      lib: {
        entry: `${ROOT}workers/entries/${entry}`,
        formats: ['iife'],
        name: 'perpixelWorker',
        fileName: () => name,
      },
    },
  })) as Rolldown.RolldownOutput[];
  return packagesIn(built);
}
