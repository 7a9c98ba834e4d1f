import { copyFile, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PerPixelError } from '../../core/errors/errors.ts';
import type { ModelManifest } from '../../core/manifest/manifest.ts';
import type { Backend } from '../../core/tuning/backend.ts';

export interface AssetsChoice {
  /** The package's folder of assets. */
  readonly from: string;
  /** Where they go; made where it is missing. */
  readonly to: string;
  /** Where packages are looked for that models come in. */
  readonly project: string;
  /** Ids; none: all that are in the package itself. */
  readonly models: readonly string[];
  /** null: for every one. */
  readonly backend: Backend | null;
}

export interface CopiedFile {
  /** Relative to the folder. */
  readonly name: string;
  readonly bytes: number;
}

/** Files of the runtime, and the part of a worker, that serve one backend alone. */
const ONE_BACKEND: Readonly<Record<Backend, readonly string[]>> = {
  wasm: ['ort.wasm.js', 'ort.wasm'],
  webgpu: ['pipeline.gpu-part.js', 'ort.jspi.js', 'ort.jspi.wasm', 'ort.asyncify.js', 'ort.asyncify.wasm'],
};

/**
 * Copies what a page fetches by its address.
 * @throws PerPixelError `option-invalid` for a model that is not installed, with how to get it
 */
export async function copyAssets(choice: AssetsChoice): Promise<CopiedFile[]> {
  const { from, to, backend } = choice;
  const unused = Object.entries(ONE_BACKEND).flatMap(([device, names]) =>
    device === (backend ?? device) ? [] : names,
  );
  const code = (await readdir(from)).filter((name) => /\.(js|wasm)$/.test(name) && !unused.includes(name));
  const files = code.map((name) => ({ name, source: from }));
  for (const { id, folder } of await chosenModels(choice)) {
    const names = [`${id}.json`, ...filesOf(await manifestIn(folder, id), backend)];
    files.push(...names.map((name) => ({ name: `models/${name}`, source: folder })));
  }
  await mkdir(join(to, 'models'), { recursive: true });
  return Promise.all(
    files.map(async ({ name, source }) => {
      const target = join(to, name);
      await copyFile(join(source, name), target);
      return { name, bytes: (await stat(target)).size };
    }),
  );
}

interface ChosenModel {
  readonly id: string;
  /** Of assets. */
  readonly folder: string;
}

async function chosenModels({ from, project, models }: AssetsChoice): Promise<ChosenModel[]> {
  const inside = (await readdir(join(from, 'models')))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
  const ids = models.length > 0 ? models : inside;
  return ids.map((id) => ({ id, folder: inside.includes(id) ? from : packageOf(id, project, inside) }));
}

/** A model's own package, where the project has installed it. */
function packageOf(id: string, project: string, inside: readonly string[]): string {
  const name = `perpixel-model-${id}`;
  try {
    return join(dirname(createRequire(join(project, 'package.json')).resolve(`${name}/package.json`)), 'lib/assets');
  } catch (cause) {
    throw new PerPixelError(
      'option-invalid',
      `There is no model “${id}” here: perpixel itself has ${inside.join(', ')}.`,
      `If it is a package of its own, run “npm install ${name}” first.`,
      { cause },
    );
  }
}

async function manifestIn(folder: string, id: string): Promise<ModelManifest> {
  return JSON.parse(await readFile(join(folder, 'models', `${id}.json`), 'utf8')) as ModelManifest;
}

/** Those that the backend takes; the model's own file is what there is for whatever has none. */
function filesOf(
  { file, variants = [], weights = [], networks = [] }: ModelManifest,
  backend: Backend | null,
): string[] {
  const taken = variants.filter((each) => backend === null || each.backend === undefined || each.backend === backend);
  return [...new Set([file, ...[...taken, ...weights, ...networks].map((each) => each.file)])];
}
