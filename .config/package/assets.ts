import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { build, type Rolldown } from 'vite';
import { kernels } from '../vite/kernels.ts';
import { workerPlaces } from './asset-urls.ts';
import type { PackedModel } from './models.ts';
import { ORT, ORT_BUILDS, writeOrtScript } from './ort-script.ts';
import { BUILT_MODELS, ROOT } from './places.ts';
import { definitions, packageBuild, resolve } from './settings.ts';
import { packagesIn } from './third-parties.ts';
import { terseShaders } from './wgsl.ts';
import { workerParts } from './worker-parts.ts';

/** What a page of the site alone starts. */
const SITE_ONLY = ['maps.worker.ts'];

/**
 * Everything that is fetched by its address: each file stands alone.
 * @returns the packages whose code is in it
 */
export async function writeAssets(models: readonly PackedModel[], outDir: string): Promise<Set<string>> {
  const entries = (await readdir(`${ROOT}workers/entries`)).filter(
    (name) => name.endsWith('.worker.ts') && !SITE_ONLY.includes(name),
  );
  const packages = new Set(['onnxruntime-web']);
  for (const entry of entries) for (const name of await writeWorker(entry, outDir)) packages.add(name);
  for (const variant of Object.keys(ORT_BUILDS)) await writeRuntime(variant as keyof typeof ORT_BUILDS, outDir);
  await writeModels(
    models.filter(({ from }) => from === 'perpixel'),
    outDir,
  );
  return packages;
}

/** A build of ONNX Runtime: its script and its wasm. */
export async function writeRuntime(variant: keyof typeof ORT_BUILDS, outDir: string): Promise<void> {
  const [, wasm] = ORT_BUILDS[variant];
  await writeOrtScript(variant, outDir);
  await copyFile(ORT + wasm, `${outDir}${variant === 'wasm' ? 'ort.wasm' : `ort.${variant}.wasm`}`);
}

export async function writeModels(models: readonly PackedModel[], assets: string): Promise<void> {
  const folder = `${assets}models/`;
  await mkdir(folder, { recursive: true });
  for (const { id, manifest, files } of models) {
    for (const file of files) await copyFile(BUILT_MODELS + file, folder + file);
    await writeFile(`${folder}${id}.json`, JSON.stringify(manifest));
  }
}

/** Vite puts what is smaller than 4 kB into the page's script as a data: address, which a strict policy forbids. */
const PADDING = `/*! perpixel, Apache-2.0 ${' '.repeat(4096)} */`;

/** What the worker that labels streams and pictures loads when it is needed; others are one file each. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  'pipeline.worker.ts': ['pipeline.gpu-part.js', 'pipeline.provoke.js', 'pipeline.sha2.js'],
};

/** A classic script without an import: nobody's tools have anything to change in it. */
export async function writeWorker(entry: string, outDir: string): Promise<Set<string>> {
  const name = entry.replace(/\.ts$/, '.js');
  const parts = PARTS[entry];
  const built = (await build({
    ...packageBuild,
    resolve,
    define: definitions,
    plugins: [kernels(ROOT), terseShaders(), workerPlaces(ROOT, false), parts && workerParts(parts)],
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2023',
      reportCompressedSize: false,
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        output: { postBanner: PADDING, chunkFileNames: 'pipeline.[name].js' },
      },
      lib: {
        entry: `${ROOT}workers/entries/${entry}`,
        formats: [parts ? 'cjs' : 'iife'],
        name: 'perpixelWorker',
        fileName: () => name,
      },
    },
  })) as Rolldown.RolldownOutput[];
  return packagesIn(built);
}
